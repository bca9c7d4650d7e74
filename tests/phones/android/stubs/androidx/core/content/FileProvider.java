package androidx.core.content;
import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.net.Uri;
public class FileProvider extends ContentProvider {
  public static Uri getUriForFile(android.content.Context context, String authority, java.io.File file) { return null; }
  @Override public boolean onCreate() { return true; }
  @Override public Cursor query(Uri uri, String[] a, String b, String[] c, String d) { return null; }
  @Override public String getType(Uri uri) { return null; }
  @Override public Uri insert(Uri uri, ContentValues values) { return null; }
  @Override public int delete(Uri uri, String a, String[] b) { return 0; }
  @Override public int update(Uri uri, ContentValues a, String b, String[] c) { return 0; }
}
