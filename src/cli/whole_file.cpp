#include "cli/whole_file.hpp"

#include <fstream>
#include <string>
#include <system_error>

#include "expression/source_text.hpp"
#include "report/report.hpp"

namespace rigor {

void check_writable(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw InputError(path.string(), "is a directory, expected the name of a file to write");
  }
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw InputError(path.string(),
                     "can't be written: there is no folder " + in_quotes(folder.string()));
  }
}

void write_whole_file(const std::filesystem::path& path, std::string_view content) {
  std::error_code error;
  if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error)) {
    // A pipe or a device such as /dev/stdout: a rename would replace it.
    std::ofstream file(path, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.close();
    if (file.fail()) throw InputError(path.string(), "can't be written");
    return;
  }
  // A link stays a link to the new content.
  const std::filesystem::path target = std::filesystem::weakly_canonical(path, error);
  try {
    write_atomically(error ? path : target, content);
  } catch (const std::filesystem::filesystem_error& fault) {
    throw InputError(path.string(), "can't be written: " + fault.code().message());
  }
}

}  // namespace rigor
