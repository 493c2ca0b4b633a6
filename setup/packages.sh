#!/bin/sh
# Installs what Remit needs and this machine lacks.
#
#     sh setup/packages.sh build    a compiler, CMake, Ninja, flex, Bison, and the libraries
#     sh setup/packages.sh test     that and what the tests need besides
#     sh setup/packages.sh all      that and what the long tests need besides
#     sh setup/packages.sh bench    what the measurements need
#
# Knows Debian and Ubuntu (apt), Fedora (dnf) and macOS (Homebrew). Prints nothing where nothing is lacking.
set -eu

purpose=${1:-build}
case $purpose in
  build|test|all|bench) ;;
  *) echo "packages.sh: say what for: build, test, all or bench" >&2; exit 2 ;;
esac

# A row for each thing: what for, how it is seen that it is there, and its names in apt, dnf and Homebrew (- where the
# system brings it, or has none). "command:X" is a program, "header:X" a file that the C compiler includes, "pkg:X" a
# library that pkg-config knows, "python:X" a module of Python, "flag:X" something
# that the C compiler can do, "clang:X" something that clang can.
things() {
  cat <<'ROWS'
build|command:cc|gcc|gcc|-
build|header:stdio.h|libc6-dev|glibc-devel|-
build|command:cmake|cmake|cmake|cmake
build|command:ninja|ninja-build|ninja-build|ninja
build|command:flex|flex|flex|flex
build|command:bison|bison|bison|bison
build|command:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf
build|pkg:libutf8proc|libutf8proc-dev|utf8proc-devel|utf8proc
build|pkg:nettle|nettle-dev|nettle-devel|nettle
build|pkg:xlsxwriter|libxlsxwriter-dev|libxlsxwriter-devel|libxlsxwriter
build|pkg:minizip|libminizip-dev|minizip-compat-devel|minizip
build|pkg:expat|libexpat1-dev|expat-devel|expat
test|pkg:cmocka|libcmocka-dev|libcmocka-devel|cmocka
test|pkg:jansson|libjansson-dev|jansson-devel|jansson
test|command:python3|python3|python3|python3
test|python:jsonschema|python3-jsonschema|python3-jsonschema|-
test|python:junitparser|python3-junitparser|python3-junitparser|-
test|python:openpyxl|python3-openpyxl|python3-openpyxl|-
test|python:yaml|python3-yaml|python3-pyyaml|-
test|python:pyte|python3-pyte|python3-pyte|-
test|command:dot|graphviz|graphviz|graphviz
test|pkg:libical|libical-dev|libical-devel|libical
test|python:html5lib|python3-html5lib|python3-html5lib|-
test|python:icalendar|python3-icalendar|python3-icalendar|-
test|command:xmllint|libxml2-utils|libxml2|-
test|command:cmark-gfm|cmark-gfm|cmark-gfm|cmark-gfm
test|command:npm|npm|npm|-
test|command:node|nodejs|nodejs|node
test|command:strace|strace|strace|-
all|command:clang|clang|clang|-
all|clang:-fsanitize=fuzzer,address|libclang-rt-dev|compiler-rt|-
all|flag:-fsanitize=address,undefined|gcc|libasan libubsan|-
all|flag:-fsanitize=thread|gcc|libtsan|-
all|command:soffice|libreoffice-calc|libreoffice-calc|-
all|command:pre-commit|pre-commit|pre-commit|pre-commit
all|command:git|git|git|-
all|command:chromium|chromium|chromium|-
all|command:pdftotext|poppler-utils|poppler-utils|poppler
bench|command:node|nodejs|nodejs|node
bench|command:npm|npm|npm|-
ROWS
}

wanted() {
  case $purpose in
    build) [ "$1" = build ] ;;
    test) [ "$1" = build ] || [ "$1" = test ] ;;
    all) [ "$1" != bench ] ;;
    bench) [ "$1" = build ] || [ "$1" = bench ] ;;
  esac
}

is_there() {
  what=${1#*:}
  case $1 in
    command:*) command -v "$what" >/dev/null 2>&1 ;;
    header:*) printf '#include <%s>\n' "$what" | cc -E -x c - >/dev/null 2>&1 ;;
    pkg:*) pkg-config --exists "$what" 2>/dev/null ;;
    flag:*) echo 'int main(void) { return 0; }' | cc "$what" -x c -o /dev/null - 2>/dev/null ;;
    clang:*) echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | clang "$what" -x c -o /dev/null - 2>/dev/null ;;
    python:*) python3 -W ignore -c "import sys; sys.path.append('/usr/lib/python3/dist-packages'); import $what" 2>/dev/null ;;
  esac
}

if command -v apt-get >/dev/null 2>&1; then manager=apt
elif command -v dnf >/dev/null 2>&1; then manager=dnf
elif command -v brew >/dev/null 2>&1; then manager=brew
else manager=none
fi

lacking=''
unknown=''
things_file=$(mktemp)
trap 'rm -f "$things_file"' EXIT
things >"$things_file"
while IFS='|' read -r purposes probe apt dnf brew; do
  wanted "$purposes" || continue
  is_there "$probe" && continue
  case $manager in
    apt) name=$apt ;;
    dnf) name=$dnf ;;
    brew) name=$brew ;;
    none) name=- ;;
  esac
  if [ "$name" = - ]; then unknown="$unknown ${probe#*:}"; else lacking="$lacking $name"; fi
done <"$things_file"

if [ -n "$unknown" ] && [ "$purpose" = build ]; then
  echo "packages.sh: install these by hand:$unknown" >&2
  exit 1
fi
[ -n "$lacking" ] || exit 0

root=''
if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "packages.sh: as root, install:$lacking" >&2
    exit 1
  fi
  root=sudo
fi

echo "installing:$lacking"
log=$(mktemp)
trap 'rm -f "$things_file" "$log"' EXIT

# The names are words of the table above, so they may be split.
# shellcheck disable=SC2086
install_lacking() {
  case $manager in
    apt)
      $root env DEBIAN_FRONTEND=noninteractive apt-get -q -y update &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $lacking
      ;;
    dnf) $root dnf -q -y install $lacking ;;
    brew) brew install --quiet $lacking ;;
  esac
}

if ! install_lacking </dev/null >"$log" 2>&1; then
  cat "$log" >&2
  echo "packages.sh: these could not be installed:$lacking" >&2
  exit 1
fi
