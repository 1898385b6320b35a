// rigor_itf1788: the ITF1788 vectors of Rigor's operations, from the folder that the environment
// variable RIGOR_ITF1788, or else the argument, names.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "soundness/itf1788/judge.hpp"

int main(int argc, char** argv) {
  using rigor::itf1788::Verdict;
  constexpr int kSkipped = 77;
  const char* variable = std::getenv("RIGOR_ITF1788");
  const std::string folder = variable != nullptr ? variable : argc > 1 ? argv[1] : "";
  if (folder.empty()) {
    std::puts(
        "Skipped: no ITF1788 vectors. Set RIGOR_ITF1788 to the folder that holds vectors.txt,\n"
        "in the environment or with cmake -DRIGOR_ITF1788=FOLDER.");
    return kSkipped;
  }
  const auto vectors = rigor::itf1788::read_vectors(folder);
  if (!vectors || vectors->empty()) {
    std::printf("There are no vectors in %s/vectors.txt\n", folder.c_str());
    return 1;
  }
  int right = 0;
  int wrong = 0;
  std::map<std::string, int> others;
  for (const auto& vector : *vectors) {
    const auto judgement = rigor::itf1788::judge(vector);
    switch (judgement.verdict) {
      case Verdict::right:
        ++right;
        break;
      case Verdict::wrong:
        ++wrong;
        std::printf("%s: got %s\n", vector.line.c_str(), judgement.got.c_str());
        break;
      case Verdict::not_ours:
        ++others[vector.operation];
        break;
    }
  }
  int other_count = 0;
  std::string names;
  for (const auto& [name, count] : others) {
    other_count += count;
    names += (names.empty() ? "" : ", ") + name + " " + std::to_string(count);
  }
  std::printf("not Rigor's operations (%d): %s\n", other_count, names.c_str());
  std::printf("%d right, %d wrong\n", right, wrong);
  return wrong == 0 ? 0 : 1;
}
