package androidx.savedstate;
import android.os.Bundle;
public class SavedStateRegistry {
  public interface SavedStateProvider { Bundle saveState(); }
  public void registerSavedStateProvider(String key, SavedStateProvider provider) { }
  public Bundle consumeRestoredStateForKey(String key) { return null; }
}
