#!/usr/bin/env bash
# Builds llama.cpp's llama-server from the sdist of llama-cpp-python into a folder, and a model of random weights beside it
# (five to ten minutes of two processors, once).
# Usage: build.sh FOLDER [PYTHON]. Needs a C++ compiler and cmake; JOBS says how many compilers run at once.
set -euo pipefail
folder=${1:?where to build}
python=${2:-python3}
version=0.3.36
server=$folder/build/bin/llama-server
here=$(dirname "$0")
pip() { "$python" -m pip "$@"; }
if [ ! -x "$server" ]; then
  for tool in cmake c++; do
    command -v "$tool" >/dev/null || { echo "test-servers needs $tool" >&2; exit 1; }
  done
  mkdir -p "$folder"
  pip download --quiet --disable-pip-version-check --no-deps --no-binary llama-cpp-python \
    --dest "$folder" "llama-cpp-python==$version"
  tar -xzf "$folder/llama_cpp_python-$version.tar.gz" -C "$folder"
  # The plainest build: no GPU, no downloads, no web page; one shared set of processor features.
  cmake -S "$folder/llama_cpp_python-$version/vendor/llama.cpp" -B "$folder/build" -DCMAKE_BUILD_TYPE=Release \
    -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=ON >"$folder/cmake.log"
  cmake --build "$folder/build" --target llama-server --parallel "${JOBS:-2}" >"$folder/build.log"
fi
if [ ! "$folder/random.gguf" -nt "$here/weights.py" ]; then
  pip install --quiet --disable-pip-version-check --upgrade --target "$folder/python" gguf==0.19.0
  PYTHONPATH=$folder/python "$python" "$here/weights.py" "$folder/random.gguf"
fi
