#include "verdict/npz_file.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "expression/source_text.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

struct NpzFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

Archive open_archive(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr
                       ? nullptr
                       : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr) {
    const std::string why = zip_error_strerror(&error);
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    throw NpzFault("is not a complete .npz file (a ZIP archive): " + why);
  }
  zip_error_fini(&error);
  return {archive, zip_discard};
}

std::string content(zip_t* archive, zip_uint64_t index, std::size_t limit) {
  const Member member(zip_fopen_index(archive, index, 0), zip_fclose);
  if (!member) throw NpzFault(zip_error_strerror(zip_get_error(archive)));
  std::string bytes;
  char block[1 << 14];
  while (true) {
    const zip_int64_t count = zip_fread(member.get(), block, sizeof block);
    if (count == 0) return bytes;
    if (count < 0) throw NpzFault(zip_error_strerror(zip_file_get_error(member.get())));
    bytes.append(block, static_cast<std::size_t>(count));
    if (bytes.size() > limit) throw NpzFault("more than 64 MiB of content");
  }
}

std::map<std::string, NpyArray> parse(const std::string& bytes) {
  const Archive archive = open_archive(bytes);
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count <= 0) throw NpzFault("is not a complete .npz file: it has no arrays");
  std::map<std::string, NpyArray> arrays;
  std::size_t left = kLargestFile;
  for (zip_int64_t k = 0; k < count; ++k) {
    const auto index = static_cast<zip_uint64_t>(k);
    const char* raw_name = zip_get_name(archive.get(), index, 0);
    std::string name = raw_name == nullptr ? "" : raw_name;
    if (name.ends_with(".npy")) name.resize(name.size() - 4);
    try {
      const std::string member = content(archive.get(), index, left);
      left -= member.size();
      NpyResult array = parse_npy(member);
      if (!array.fault.empty()) throw NpzFault(array.fault);
      if (!arrays.emplace(name, std::move(array.array)).second) throw NpzFault("occurs twice");
    } catch (const NpzFault& fault) {
      throw NpzFault("array " + in_quotes(name) + ": " + fault.what());
    }
  }
  return arrays;
}

}  // namespace

NpzResult parse_npz(const std::string& bytes) {
  try {
    return {parse(bytes), {}};
  } catch (const NpzFault& fault) {
    return {{}, fault.what()};
  }
}

}  // namespace rigor
