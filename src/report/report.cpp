#include "report/report.hpp"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "report/html.hpp"
#include "report/json.hpp"
#include "report/latex.hpp"

namespace rigor {

namespace fs = std::filesystem;

void write_atomically(const fs::path& file, std::string_view text) {
  fs::path temporary = file;
  temporary += "." + std::to_string(getpid()) + ".tmp";
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) {
    const std::error_code reason(errno == 0 ? EIO : errno, std::generic_category());
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw fs::filesystem_error("cannot write", file, reason);
  }
  std::error_code failed;
  fs::rename(temporary, file, failed);
  if (failed) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw fs::filesystem_error("cannot write", file, failed);
  }
}

void write_report(const Run& run, const fs::path& dir) {
  const std::vector<std::pair<const char*, std::string>> files = {
      {"report.json", to_json(run)},
      {"index.html", to_html(run)},
      {"report.tex", to_latex(run)},
      {"timing.json", timing_json(run)}};
  fs::create_directories(dir);
  for (const auto& [name, text] : files) write_atomically(dir / name, text);
}

}  // namespace rigor
