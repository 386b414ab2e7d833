#!/usr/bin/env python3
"""Packs a build, and uses what was packed as if there were nothing else on the machine.

    check_package.py CPACK BUILD OUTPUT

Writes the Debian package and the tarball into OUTPUT. The package is unpacked below an empty folder: files, control data, and what the
program says with an empty environment; lintian has no complaint (where it is installed). The tarball is unpacked elsewhere: every library but
those of any Debian is its own, with a licence; as root it runs in a root folder that holds nothing but the C and C++ libraries.

Standard library only.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

# What every Debian has: the C library and that of C++, with which apt itself is built.
EVERYWHERE = re.compile(r"^(linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s)\.so)")
ALONE = {"PATH": "/nonexistent", "HOME": "/nonexistent"}


class Failure(Exception):
    """What a package does not do."""


def run(words, **more):
    result = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            **more)
    if result.returncode != 0:
        raise Failure(f"{' '.join(str(word) for word in words)}: exit code {result.returncode}: {result.stdout[-2000:]}")
    return result.stdout


def pack(cpack, build, output):
    """The package and the tarball."""
    shutil.rmtree(output, ignore_errors=True)
    both = [subprocess.Popen([cpack, "--config", build / "CPackConfig.cmake", "-G", generator, "-B", output], cwd=build, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for generator in ("DEB", "TGZ")]
    for process in both:
        said = process.communicate()[0]
        if process.returncode != 0:
            raise Failure(f"cpack: {said[-2000:]}")
    shutil.rmtree(output / "_CPack_Packages")
    (deb,), (tarball,) = list(output.glob("hubmine_*.deb")), list(output.glob("hubmine-*.tar.gz"))
    return deb, tarball


def check_program(program):
    """It runs, and finds what it brings along."""
    told = subprocess.run([program, "doctor", "--offline", "--format", "csv"], env=ALONE, cwd="/", text=True, capture_output=True).stdout
    if not re.search(r"^version,ok,", told, re.M) or not re.search(r"^data,ok,", told, re.M):
        raise Failure(f"{program} doctor says: {told}")


def missing_files(prefix, names):
    missing = [name for name in names if not list(prefix.glob(name))]
    if missing:
        raise Failure(f"{prefix} lacks {', '.join(missing)}")


def check_deb(deb, root):
    root.mkdir(parents=True)
    run(["dpkg-deb", "-x", deb, root])
    missing_files(root, [
        "usr/bin/hubmine", "usr/share/hubmine/bots.csv", "usr/share/man/man1/hubmine-crawl.1.gz", "usr/share/man/man5/hubmine-store.5.gz",
        "usr/share/man/man7/hubmine-analyses.7.gz", "usr/share/bash-completion/completions/hubmine",
        "usr/share/zsh/vendor-completions/_hubmine", "usr/share/fish/vendor_completions.d/hubmine.fish", "usr/share/doc/hubmine/copyright",
        "usr/share/doc/hubmine/changelog.gz", "usr/share/doc/hubmine/changelog.Debian.gz", "usr/lib/systemd/system/hubmine-crawl.timer",
        "usr/lib/sysusers.d/hubmine.conf"])
    service = (root / "usr/lib/systemd/system/hubmine-crawl.service").read_text()
    if "ExecStart=/usr/bin/hubmine crawl" not in service or "file:/usr/share/doc/hubmine/cron.md" not in service:
        raise Failure(f"the service does not name the program where it is: {service}")
    fields = dict(re.findall(r"^([A-Z][\w-]*): (.*)", run(["dpkg-deb", "--field", deb]), re.M))
    for library in ("libc6", "libcurl4", "libsqlite3-0", "libfmt9", "libspdlog1.10", "libutf8proc2"):
        if not re.search(rf"(^|, ){re.escape(library)}\b", fields["Depends"]):
            raise Failure(f"Depends lacks {library}: {fields['Depends']}")
    if "RPATH" in run(["readelf", "-d", root / "usr/bin/hubmine"]) or "RUNPATH" in run(["readelf", "-d", root / "usr/bin/hubmine"]):
        raise Failure("the package's program looks for libraries of its own")
    check_program(root / "usr/bin/hubmine")


def check_lintian(deb):
    if shutil.which("lintian") is None:
        return "no lintian"
    result = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", deb], capture_output=True, text=True)
    if result.returncode != 0:
        raise Failure(f"lintian: {result.stdout}{result.stderr}")
    found = result.stdout.splitlines()
    warnings = [line for line in found if line.startswith("W:")]
    if warnings:
        raise Failure("lintian warns:\n" + "\n".join(warnings))
    return "lintian has no complaint"


def libraries(program):
    """{name: where it is found}"""
    found = {}
    for line in run(["ldd", program], env={"PATH": os.environ["PATH"]}).splitlines():
        match = re.match(r"\s*(\S+)(?: => (\S+))? \(", line)
        if not match:
            raise Failure(f"ldd says: {line}")
        found[pathlib.Path(match[1]).name] = match[2] or match[1]
    return found


def check_tarball(tarball, root):
    root.mkdir(parents=True)
    run(["tar", "-xzf", tarball, "-C", root])
    (prefix,) = root.iterdir()
    missing_files(prefix, ["bin/hubmine", "share/hubmine/bots.csv", "share/man/man1/hubmine.1", "share/doc/hubmine/LICENSE", "lib/hubmine/libcurl.so.4",
                           "share/doc/hubmine/licences/libcurl4", "share/doc/hubmine/licences/hubmine"])
    if "ExecStart=/usr/local/bin/hubmine" not in (prefix / "lib/systemd/system/hubmine-crawl.service").read_text():
        raise Failure("the tarball's service is for another place than /usr/local")
    found = libraries(prefix / "bin/hubmine")
    strangers = [where for name, where in found.items()
                 if not EVERYWHERE.match(name) and not pathlib.Path(where).resolve().is_relative_to(prefix.resolve())]
    if strangers:
        raise Failure(f"libraries that another Debian may not have: {strangers}")
    carried = sum(1 for name in found if not EVERYWHERE.match(name))
    check_program(prefix / "bin/hubmine")
    return f"{carried} libraries carried, {'run' if run_in_a_bare_root(prefix, found) else 'not tried'} in a bare root"


def run_in_a_bare_root(prefix, found):
    """Nothing is there but the C and C++ libraries; only root may look at the world like that."""
    if os.geteuid() != 0:
        return False
    root = prefix.parent.parent / "bare"
    shutil.copytree(prefix, root / "opt/hubmine")
    for name, where in found.items():
        if EVERYWHERE.match(name) and os.path.exists(where):
            target = root / where.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(where, target)
    # Where the C library resolves names and looks at itself.
    (root / "proc").mkdir()
    mounted = subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], capture_output=True).returncode == 0
    if not mounted:
        return False
    try:
        told = run(["chroot", root, "/opt/hubmine/bin/hubmine", "--version"], env={"PATH": os.environ["PATH"]})
        if not told.startswith("hubmine "):
            raise Failure(f"in a bare root it says: {told}")
        told = subprocess.run(["chroot", root, "/opt/hubmine/bin/hubmine", "doctor", "--offline", "--format", "csv"], env={"PATH": os.environ["PATH"]},
                              capture_output=True, text=True).stdout
        if not re.search(r"^data,ok,", told, re.M):
            raise Failure(f"in a bare root the doctor says: {told}")
    finally:
        subprocess.run(["umount", root / "proc"], check=True)
    return True


def main():
    cpack, build, output = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
    work = output / "tried"
    try:
        deb, tarball = pack(cpack, build, output)
        check_deb(deb, work / "deb")
        print(f"{deb.name}: {deb.stat().st_size} bytes; {check_lintian(deb)}")
        print(f"{tarball.name}: {tarball.stat().st_size} bytes; {check_tarball(tarball, work / 'tarball')}")
    except Failure as failure:
        print(failure)
        return 1
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
