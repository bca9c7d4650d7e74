package androidx.activity.result.contract;
import androidx.activity.result.*;
public final class ActivityResultContracts {
  public static final class StartActivityForResult extends ActivityResultContract<android.content.Intent, ActivityResult> {}
  public static final class StartIntentSenderForResult extends ActivityResultContract<IntentSenderRequest, ActivityResult> {}
  public static final class RequestMultiplePermissions extends ActivityResultContract<String[], java.util.Map<String, Boolean>> {}
}
