"""What a script needs besides Python itself, asked for before it is imported."""
import importlib.util
import os
import sys


def require(*modules):
    """Ends the script with one line where a module is not installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {sys.executable or 'python3'} has no {', '.join(missing)} "
                 f"(Debian: apt install {' '.join(f'python3-{module}' for module in missing)})")
