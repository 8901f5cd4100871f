"""How dates are written where Django has no form of its own; see FORMAT_MODULE_PATH."""
