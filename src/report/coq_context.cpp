// Variables, their ranges as hypotheses, and case distinctions.
#include <algorithm>
#include <utility>

#include "number/rational_rounding.hpp"
#include "report/coq_exporter.hpp"

namespace rigor {

void CoqExporter::block(const std::function<void()>& body) {
  line("{{");
  ++depth_;
  body();
  --depth_;
  line("}}");
}

void CoqExporter::introduce() {
  while (introduced_ < names_.size() && !chosen(introduced_)) {
    const std::size_t i = introduced_++;
    const bool has_side = !side_text(i, box_[i]).empty();
    line("intros {}{}.", names_[i], has_side ? " " + hypothesis(i) : "");
    if (!box_[i].integer && is_bounded(box_[i]) && *box_[i].lower == *box_[i].upper &&
        !is_empty(box_[i])) {
      values_[i] = coq_number(*box_[i].lower);
      line("assert (E : {} = {}) by lra; rewrite E in *; clear {} E.", names_[i], values_[i],
           hypothesis(i));
    }
  }
}

std::string CoqExporter::kept(std::initializer_list<std::size_t> without) const {
  std::string text;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!is_bound(i) || side_text(i, box_[i]).empty()) continue;
    if (std::find(without.begin(), without.end(), i) == without.end()) {
      text += " " + hypothesis(i);
    }
  }
  return text;
}

void CoqExporter::for_side(const std::string& name, std::size_t variable, const Side& side,
                           TermId term, Relation rel, const std::function<void()>& body) {
  const Side saved = std::exchange(box_[variable], side);
  const std::string value = std::exchange(values_[variable], names_[variable]);
  const std::string range = coq_side(side, names_[variable]);
  const std::string fact = relation(term, rel);
  line("assert ({} : forall {} : R, {}{}).", name, names_[variable],
       range.empty() ? "" : range + " -> ", fact);
  block([&] {
    const std::string others = kept({variable});
    line("clear{}.", others.empty() ? "" : " -" + others);
    line("intros {}{}.", names_[variable], range.empty() ? "" : " " + hypothesis(variable));
    body();
  });
  box_[variable] = saved;
  values_[variable] = value;
}

void CoqExporter::at_end(const std::string& name, std::size_t variable, End end, TermId term,
                         Relation rel, const Proof& child) {
  const Side saved = std::exchange(box_[variable], thin(variable, end));
  const std::string value = std::exchange(values_[variable], coq_number(*box_[variable].lower));
  line("assert ({} : {}).", name, relation(term, rel));
  block([&] {
    const std::string others = kept({variable});
    line("clear{}.", others.empty() ? "" : " -" + others);
    prove_atom(child, term, rel);
  });
  box_[variable] = saved;
  values_[variable] = value;
}

void CoqExporter::split(const Proof& node, const std::function<void(const Proof&)>& child) {
  const std::size_t v = node.variable;
  const auto parts = rigor::split(box_[v], node.at, node.owner);
  const std::string h = hypothesis(v);
  const std::string c = coq_number(node.at);
  const bool had = !side_text(v, box_[v]).empty();
  if (box_[v].integer) {
    const std::string floor = to_string(Rational(floor_of(node.at)));
    line("destruct (Z_le_gt_dec {} ({})) as [C | C].", names_[v], floor);
  } else {
    line("destruct ({} {} {}) as [C | C].", node.owner == Owner::right ? "Rlt_or_le" : "Rle_or_lt",
         names_[v], c);
  }
  const Side whole = box_[v];
  for (int part = 0; part < 2; ++part) {
    box_[v] = part == 0 ? parts.first : parts.second;
    block([&] {
      if (whole.integer) {
        if (part == 1) {
          line("assert (C' : ({} <= {})%Z) by lia.", to_string(Rational(floor_of(node.at) + 1)),
               names_[v]);
        }
        line("apply IZR_le in C{}.", part == 1 ? "'" : "");
      }
      Side closed = box_[v];
      // `both` and `left` leave the right part the strict hypothesis; a closed one follows.
      line("assert (N : {}) by lra.", side_text(v, closed));
      line("clear C{}{}; rename N into {}.", whole.integer && part == 1 ? " C'" : "",
           had ? " " + h : "", h);
      child(node.children[static_cast<std::size_t>(part)]);
    });
  }
  box_[v] = whole;
}

Side CoqExporter::closed(std::size_t v) const {
  Side side = box_[v];
  side.lower_open = side.upper_open = side.integer = false;
  return side;
}

}  // namespace rigor
