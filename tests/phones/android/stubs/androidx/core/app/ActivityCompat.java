package androidx.core.app;
public class ActivityCompat {
  public static int checkSelfPermission(android.content.Context context, String permission) { return 0; }
  public static boolean shouldShowRequestPermissionRationale(android.app.Activity activity, String permission) { return false; }
}
