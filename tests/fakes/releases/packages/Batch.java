import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Permission;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs a tool of the JDK many times in one JVM: to start one takes longer than what the tool does.
 *
 * <p>{@code Batch jarsigner FOLDER} runs jarsigner with the lines of each file of the folder for arguments, and writes
 * FILE.txt, its output, whose last line is the exit code. {@code Batch jar FOLDER} extracts each file by `jar xf`,
 * which does so into the current folder, and moves what is there into FILE.tree.
 */
public final class Batch {
    private static final int FIRST_WITH_EXIT_LOGGED = 21;
    private static final PrintStream CONSOLE = System.out;
    private static final BlockingQueue<Integer> EXIT_CODES = new LinkedBlockingQueue<>();

    public static void main(String[] arguments) throws Exception {
        boolean isJarsigner = arguments[0].equals("jarsigner");
        if (isJarsigner) {
            surviveExits();
        }
        for (Path file : filesOf(Path.of(arguments[1]))) {
            if (isJarsigner) {
                call(file);
            } else {
                extract(file);
            }
        }
    }

    private static void call(Path file) throws Exception {
        String[] arguments = Files.readAllLines(file).toArray(String[]::new);
        try (PrintStream output = new PrintStream(file + ".txt")) {
            System.setOut(output);
            Thread thread = new Thread(() -> run(arguments));
            thread.setDaemon(true);
            thread.start();
            int code = EXIT_CODES.take();
            output.println("\n" + code);
        } finally {
            System.setOut(CONSOLE);
        }
    }

    private static void run(String[] arguments) {
        int code = 1; // that of a JVM whose main method fails
        try {
            new sun.security.tools.jarsigner.Main().run(arguments);
            code = 0;
        } finally {
            EXIT_CODES.add(code);
        }
    }

    private static void extract(Path file) throws IOException {
        ToolProvider.findFirst("jar").orElseThrow().run(CONSOLE, CONSOLE, "xf", file.toString());
        Path tree = Files.createDirectory(Path.of(file + ".tree"));
        for (Path each : filesOf(Path.of("").toAbsolutePath())) {
            Files.move(each, tree.resolve(each.getFileName()));
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    /** jarsigner gives its verdict by System.exit: whoever calls that is kept there, and the JVM goes on. */
    private static void surviveExits() {
        if (Runtime.version().feature() < FIRST_WITH_EXIT_LOGGED) {
            System.setSecurityManager(new ExitsAreNoted());
        } else {
            Logger logger = Logger.getLogger("java.lang.Runtime");
            logger.setUseParentHandlers(false);
            logger.setLevel(Level.ALL);
            logger.addHandler(new LoggedExitsAreNoted());
        }
    }

    private static void note(int code) {
        EXIT_CODES.add(code);
        while (true) {
            LockSupport.park();
        }
    }

    private static final class ExitsAreNoted extends SecurityManager {
        @Override
        public void checkExit(int code) {
            note(code);
        }

        @Override
        public void checkPermission(Permission permission) {
            // everything else is allowed
        }
    }

    private static final class LoggedExitsAreNoted extends Handler {
        @Override
        public void publish(LogRecord exit) {
            note(Integer.parseInt(exit.getMessage().replaceAll("\\D+", "")));
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
