// praxino_replay [--quiet] LOG: what happened in a session and why, and whether this engine would do the same
// again. Exits with 0 where it would, or where the log cannot be run again; 1 at the first difference; 2
// where it cannot be read.

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "core/player/replay.h"

namespace {

bool read_file(const char* path, std::vector<std::byte>& out) {
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return false;
  std::byte buffer[65536];
  std::size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof(buffer), file)) > 0)
    out.insert(out.end(), buffer, buffer + count);
  const bool good = std::ferror(file) == 0;
  std::fclose(file);
  return good;
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);  // an event that makes the engine trap must have been told
}

int replay(const std::vector<std::byte>& log, bool quiet) {
  auto replay = praxino::player::Replay::open(log);
  if (!replay) {
    std::fprintf(stderr, "%s\n", replay.error().what);
    return 2;
  }
  std::string lines;
  while (replay->tell(lines)) {
    if (!quiet) print(lines);
    const std::string told = quiet ? lines : std::string();
    if (!replay->run(lines)) {
      print(told + lines);
      return 1;
    }
  }
  print(replay->summary());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool quiet = argc == 3 && std::strcmp(argv[1], "--quiet") == 0;
  if (argc != (quiet ? 3 : 2)) {
    std::fputs("usage: praxino_replay [--quiet] LOG\n", stderr);
    return 2;
  }
  std::vector<std::byte> log;
  if (!read_file(argv[argc - 1], log)) {
    std::perror(argv[argc - 1]);
    return 2;
  }
  return replay(log, quiet);
}
