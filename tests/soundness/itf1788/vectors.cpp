#include "soundness/itf1788/vectors.hpp"

#include <fstream>

namespace rigor::itf1788 {

std::optional<std::vector<Vector>> read_vectors(const std::string& folder) {
  std::ifstream file(folder + "/vectors.txt");
  if (!file) return std::nullopt;
  std::vector<Vector> vectors;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    Vector vector{line, {}, {}};
    std::string_view rest = line;
    while (true) {
      const std::size_t bar = rest.find('|');
      vector.fields.emplace_back(rest.substr(0, bar));
      if (bar == std::string_view::npos) break;
      rest.remove_prefix(bar + 1);
    }
    vector.operation = vector.fields.front();
    vector.fields.erase(vector.fields.begin());
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

}  // namespace rigor::itf1788
