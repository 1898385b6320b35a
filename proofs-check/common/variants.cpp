#include "proofs-check/common/variants.hpp"

#include <utility>

namespace rigor {

Claim printed_form(const Claim& claim, std::string title, std::string statement, Source where,
                   std::string notes, Check check) {
  Claim printed = claim;
  printed.variant = "printed";
  printed.kind = Kind::printed;
  printed.title = std::move(title);
  printed.statement = std::move(statement);
  printed.source = std::move(where);
  printed.notes = std::move(notes);
  printed.check = std::move(check);
  printed.plot = nullptr;
  return printed;
}

Claim false_variant(const Claim& claim, std::string variant, std::string title,
                    std::string statement, std::string input_name, Check check) {
  Claim wrong = claim;
  wrong.variant = std::move(variant);
  wrong.kind = Kind::false_variant;
  wrong.title = std::move(title);
  wrong.statement = std::move(statement);
  wrong.source.version = 0;
  wrong.own_input = true;
  wrong.input_name = std::move(input_name);
  wrong.scope = "one instance";
  wrong.notes.clear();
  wrong.check = std::move(check);
  wrong.plot = nullptr;
  return wrong;
}

}  // namespace rigor
