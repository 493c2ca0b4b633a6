#!/usr/bin/env python3
"""The library as others get it: built without the tests, installed, and used by a program of its own. Each function test_… is
one case. The last line is `N passed, N failed`."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
# What a library must not do to the program that it is part of. (flex names stdin and stdout, and writes to neither.)
FOREIGN = {"exit", "_exit", "abort", "__assert_fail", "signal", "sigaction", "raise", "setlocale", "umask", "chdir", "getenv",
           "time", "clock_gettime", "gettimeofday", "rand", "random", "system", "printf", "fprintf", "vprintf", "vfprintf",
           "dprintf", "puts", "fputs", "putchar", "putc", "fputc", "fwrite", "perror", "__printf_chk", "__fprintf_chk", "stderr"}
CLIENT = """
#include <remit/remit.h>

int main(int count, char **arguments) {
  struct remit_agreement *agreement;
  struct remit_buffer out = {0};
  if (count < 2 || remit_read_file(NULL, arguments[1], &agreement) != REMIT_OK) return 2;
  enum remit_status status = remit_check(agreement);
  if (status == REMIT_OK) status = remit_write_artifact(agreement, "model", "json", NULL, &out);
  remit_buffer_free(&out);
  remit_free(agreement);
  return status == REMIT_OK ? 0 : 1;
}
"""
PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(client LANGUAGES C)
find_package(remit REQUIRED)
add_executable(with_shared client.c)
target_link_libraries(with_shared PRIVATE remit::shared)
add_executable(with_static client.c)
target_link_libraries(with_static PRIVATE remit::static)
"""


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **more)
    text = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{text}"
    return text


class Installed:
    """Built and installed under a folder that is thrown away."""

    def __init__(self, folder):
        self.folder, self.prefix = folder, folder / "prefix"
        run("cmake", "-GNinja", "-S", HOME, "-B", folder / "build", f"-DCMAKE_INSTALL_PREFIX={self.prefix}",
            "-DCMAKE_INSTALL_LIBDIR=lib", "-DREMIT_WERROR=ON", "-DCMAKE_BUILD_TYPE=RelWithDebInfo")
        run("ninja", "-C", folder / "build")
        run("cmake", "--install", folder / "build")
        self.shared = self.prefix / "lib/libremit.so"
        self.environment = {**os.environ, "PKG_CONFIG_PATH": str(self.prefix / "lib/pkgconfig"),
                            "LD_LIBRARY_PATH": str(self.prefix / "lib")}
        (folder / "client.c").write_text(CLIENT)
        (folder / "CMakeLists.txt").write_text(PROJECT)

    def try_client(self, program):
        run(program, HOME / "examples/coffee-roaster.remit", env=self.environment)


def test_files(installed):
    for name in ("bin/remit", "lib/libremit.so", "lib/libremit.a", "lib/pkgconfig/remit.pc", "include/remit/remit.h",
                 "include/remit/memory.h", "include/remit/piece.h", "lib/cmake/remit/remit-config.cmake", "share/remit/findings.schema.json"):
        assert (installed.prefix / name).exists(), name
    assert "remit" in run(installed.prefix / "bin/remit", "--version")


def test_soname(installed):
    assert re.search(r"SONAME.*libremit\.so\.\d+\.\d+\b", run("objdump", "-p", installed.shared))


def test_only_remit_is_exported(installed):
    names = run("nm", "-D", "--defined-only", "--format=posix", installed.shared).split("\n")
    exported = {line.split()[0] for line in names if line}
    assert exported and all(name.startswith("remit_") for name in exported), sorted(exported)
    declared = set(re.findall(r"\bremit_\w+(?=\()", (HOME / "include/remit/remit.h").read_text()))
    assert exported == declared, exported ^ declared


def test_host_is_left_alone(installed):
    used = {line.split()[0].split("@")[0] for line in run("nm", "-D", "-u", "--format=posix", installed.shared).split("\n") if line}
    assert not used & FOREIGN, used & FOREIGN


def test_with_pkg_config(installed):
    flags = run("pkg-config", "--cflags", "--libs", "remit", env=installed.environment).split()
    run("cc", "-o", installed.folder / "client", installed.folder / "client.c", *flags)
    installed.try_client(installed.folder / "client")


def test_with_pkg_config_and_static(installed):
    flags = run("pkg-config", "--static", "--cflags", "--libs", "remit", env=installed.environment).split()
    flags = [flag for flag in flags if flag != "-lremit"]
    run("cc", "-o", installed.folder / "client-static", installed.folder / "client.c", installed.prefix / "lib/libremit.a", *flags)
    installed.try_client(installed.folder / "client-static")


def test_with_cmake(installed):
    build = installed.folder / "client-build"
    run("cmake", "-GNinja", "-S", installed.folder, "-B", build, f"-DCMAKE_PREFIX_PATH={installed.prefix}")
    run("ninja", "-C", build)
    installed.try_client(build / "with_shared")
    installed.try_client(build / "with_static")


def test_header_suits_c_and_cpp(installed):
    for language, standard in (("c", "c99"), ("c", "c11"), ("c++", "c++11")):
        if language == "c++" and not shutil.which("c++"):
            continue
        run("c++" if language == "c++" else "cc", "-fsyntax-only", f"-std={standard}", "-Wall", "-Wextra", "-pedantic", "-Werror",
            "-x", language, "-I", installed.prefix / "include", installed.prefix / "include/remit/remit.h")


def main():
    results = []
    with tempfile.TemporaryDirectory(prefix="remit-install-") as folder:
        try:
            installed = Installed(pathlib.Path(folder))
        except AssertionError as error:
            print(f"FAILED to install\n{error}\n0 passed, 1 failed")
            return 1
        for name, case in [(n, c) for n, c in globals().items() if n.startswith("test_")]:
            try:
                case(installed)
                results.append(True)
            except Exception:  # an assertion, or whatever else a broken library leads to
                print(f"FAILED {name}")
                traceback.print_exc(file=sys.stdout)
                results.append(False)
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
