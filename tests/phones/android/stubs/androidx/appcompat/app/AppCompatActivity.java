package androidx.appcompat.app;
import androidx.activity.OnBackPressedDispatcher;
import androidx.activity.result.ActivityResultCallback;
import androidx.activity.result.ActivityResultLauncher;
import androidx.activity.result.contract.ActivityResultContract;
public class AppCompatActivity extends android.app.Activity {
  public <I, O> ActivityResultLauncher<I> registerForActivityResult(ActivityResultContract<I, O> contract, ActivityResultCallback<O> callback) { return null; }
  public androidx.savedstate.SavedStateRegistry getSavedStateRegistry() { return null; }
  public OnBackPressedDispatcher getOnBackPressedDispatcher() { return null; }
}
