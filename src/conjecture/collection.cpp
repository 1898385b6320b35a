#include "conjecture/collection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "expression/text_file.hpp"
#include "verdict/case_table.hpp"
#include "verdict/toml_text.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

Conjecture read_conjecture(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "conjecture", {"name", "statement", "source", "expected"});
  Conjecture conjecture;
  conjecture.name = toml.text(table.at("name", "the name of the conjecture"));
  conjecture.statement = toml.text(table.at("statement", "what is conjectured"));
  if (const toml::node* source = table.find("source")) conjecture.source = toml.text(*source);
  if (const toml::node* expected = table.find("expected")) {
    conjecture.expected = verdict_from_word(toml.text(*expected));
    if (!conjecture.expected || conjecture.expected == Verdict::inapplicable) {
      throw table.error(*expected, "expected \"verified\", \"violated\" or \"inconclusive\"");
    }
  }
  return conjecture;
}

}  // namespace

std::vector<Conjecture> read_collection(const std::filesystem::path& path) {
  FileBytes file = read_bytes(path);
  if (!file.fault.empty()) throw InputError(path.string(), file.fault);
  const SourceText source = checked_text(path.string(), std::move(file.bytes));
  const TomlText toml(source);
  toml.check_keys(toml.root(), {"conjecture"});
  const toml::node& node = toml.required(toml.root(), "conjecture", "tables [[conjecture]]");
  if (!node.is_array_of_tables()) {
    throw InputError(source, toml.offset(node), "expected tables [[conjecture]]");
  }
  std::vector<Conjecture> collection;
  for (const toml::node& table : *node.as_array()) {
    Conjecture conjecture = read_conjecture(toml, table);
    const bool known =
        std::any_of(collection.begin(), collection.end(),
                    [&](const Conjecture& earlier) { return earlier.name == conjecture.name; });
    if (known) {
      throw InputError(source, toml.offset(table),
                       fmt::format("a second conjecture {}", in_quotes(conjecture.name)));
    }
    collection.push_back(std::move(conjecture));
  }
  return collection;
}

}  // namespace rigor
