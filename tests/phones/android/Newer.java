import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jetbrains.org.objectweb.asm.ClassReader;
import org.jetbrains.org.objectweb.asm.ClassWriter;
import org.jetbrains.org.objectweb.asm.MethodVisitor;
import org.jetbrains.org.objectweb.asm.Opcodes;

/** Adds the members of newer.tsv to their classes in an older android.jar: Newer JAR TSV FOLDER. For compiling only. */
final class Newer {
    public static void main(String[] words) throws Exception {
        Map<String, List<String[]>> classes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(words[1]))) {
            if (line.startsWith("#")) continue;
            String[] cells = line.split("\t");
            classes.computeIfAbsent(cells[1], name -> new ArrayList<>()).add(cells);
        }
        try (ZipFile jar = new ZipFile(words[0])) {
            for (var entry : classes.entrySet()) {
                ClassWriter out = new ClassWriter(0);
                var old = jar.getEntry(entry.getKey() + ".class");
                if (old == null) {
                    out.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, entry.getKey(), null, "java/lang/Object", null);
                } else {
                    try (InputStream bytes = jar.getInputStream(old)) {
                        new ClassReader(bytes.readAllBytes()).accept(out, 0);
                    }
                }
                for (String[] cells : entry.getValue()) {
                    add(out, cells[2], cells[3].split("="));
                }
                out.visitEnd();
                Path file = Path.of(words[2], entry.getKey() + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, out.toByteArray());
            }
        }
    }

    private static void add(ClassWriter out, String name, String[] kind) {
        if (kind.length == 2) {
            Object value = kind[0].equals("I") ? (Object) Integer.valueOf(kind[1]) : kind[1];
            int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
            out.visitField(constant, name, kind[0], null, value).visitEnd();
            return;
        }
        MethodVisitor method = out.visitMethod(Opcodes.ACC_PUBLIC, name, kind[0], null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ATHROW);
        method.visitMaxs(1, 8);
        method.visitEnd();
    }
}
