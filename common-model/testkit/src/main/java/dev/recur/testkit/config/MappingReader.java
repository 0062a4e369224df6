package dev.recur.testkit.config;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.recur.testkit.config.ConfigReference.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one source file. */
final class MappingReader {

    private static final Pattern LINK = Pattern.compile("\\{@link #?(\\w+)[^}]*}");

    private final CompilationUnitTree unit;
    private final DocTrees docs;
    private final Map<String, ClassTree> types = new HashMap<>();

    MappingReader(CompilationUnitTree unit, DocTrees docs) {
        this.unit = unit;
        this.docs = docs;
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                types.put(type.getSimpleName().toString(), type);
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
    }

    /** Adds those of an interface that is a mapping; other types have none. */
    void read(ClassTree type, List<Setting> settings) {
        annotation(type.getModifiers(), "ConfigMapping")
                .ifPresent(prefix -> members(type, prefix, comment(type), settings));
    }

    private void members(ClassTree type, String prefix, String about, List<Setting> settings) {
        for (var member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                member(method, prefix, about, settings);
            }
        }
    }

    private void member(MethodTree method, String prefix, String about, List<Setting> settings) {
        var modifiers = method.getModifiers();
        var own = annotation(modifiers, "WithName")
                .orElseGet(() -> hyphenated(method.getName().toString()));
        var name = has(modifiers, "WithParentName") ? prefix : prefix + "." + own;
        var said = comment(method);
        member(name, method.getReturnType().toString(), modifiers, said.isEmpty() ? about : said, settings);
    }

    private void member(String name, String type, ModifiersTree modifiers, String meaning, List<Setting> settings) {
        var isOptional = type.startsWith("Optional<");
        var plain = isOptional ? type.substring("Optional<".length(), type.length() - 1) : type;
        if (plain.startsWith("Map<")) {
            var of = plain.substring(plain.indexOf(',') + 1, plain.length() - 1).strip();
            member(name + ".<name>", "Optional<" + of + ">", modifiers, meaning, settings);
            return;
        }
        var isMany = plain.startsWith("List<") || plain.startsWith("Set<");
        var item = isMany ? plain.substring(plain.indexOf('<') + 1, plain.length() - 1) : plain;
        var nested = types.get(item);
        if (nested != null && nested.getKind() == Tree.Kind.INTERFACE) {
            members(nested, isMany ? name + "[n]" : name, meaning, settings);
            return;
        }
        var value = annotation(modifiers, "WithDefault").map(text -> "`" + text + "`");
        settings.add(new Setting(
                name,
                (isMany ? "list of " : "") + (nested == null ? simple(item) : constants(nested)),
                value.orElse(isOptional ? "" : "required"),
                meaning));
    }

    private static String simple(String type) {
        return switch (type) {
            case "String" -> "text";
            case "int", "long", "short", "double", "Integer", "Long", "Double" -> "number";
            case "Instant" -> "time";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }

    /** The constants of an enum are fields of its own type. */
    private static String constants(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(constant ->
                        "`" + hyphenated(((VariableTree) constant).getName().toString()) + "`")
                .collect(Collectors.joining(", "));
    }

    private static String hyphenated(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '-')
                : name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private String comment(Tree tree) {
        var text = docs.getDocComment(TreePath.getPath(unit, tree));
        return text == null
                ? ""
                : LINK.matcher(text.replaceAll("\\{@code ([^}]*)}", "`$1`"))
                        .replaceAll(link -> "`" + hyphenated(link.group(1)) + "`")
                        .replaceAll("\\s+", " ")
                        .replace("|", "\\|")
                        .strip();
    }

    private static boolean has(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .anyMatch(found -> found.getAnnotationType().toString().equals(annotation));
    }

    /** The text of an annotation with one, whether it is named or not. */
    private static Optional<String> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(found -> found.getAnnotationType().toString().equals(name))
                .flatMap(found -> ((AnnotationTree) found).getArguments().stream())
                .map(argument -> argument instanceof AssignmentTree named ? named.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
                .findFirst();
    }
}
