package dev.recur.system.kit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one running whole, started for the first of them and stopped after the last. */
public final class SharedRecur implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Recur.class;
    }

    @Override
    public Recur resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedRecur.class))
                .computeIfAbsent(Recur.class, type -> Recur.shared(), Recur.class);
    }
}
