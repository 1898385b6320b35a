// Signs of terms that vanish at a point.
#include "conjecture/leaf_rules.hpp"
#include "report/coq_exporter.hpp"

namespace rigor {

void CoqExporter::prove_zero(const Proof& node, TermId term, Relation rel) {
  const std::size_t v = node.where[0].variable;
  const TermId at = node.where[0].term;
  const std::optional<Side> range = range_of(at);
  if (!range) throw coq_refusal(node.rule, "a zero that is neither a number nor a variable");
  std::vector<TermId> derivatives = {term};
  for (int j = 0; j < node.order; ++j) derivatives.push_back(slope_of(derivatives.back(), v));
  // The sign of the last derivative, on the side hulled with p.
  Side hull = closed(v);
  if (!range->lower || (hull.lower && *range->lower < *hull.lower)) hull.lower = range->lower;
  if (!range->upper || (hull.upper && *range->upper > *hull.upper)) hull.upper = range->upper;
  const bool is_odd = node.order % 2 == 1;
  const bool is_down = is_odd && falls_on(derivatives.back(), v, hull);
  const std::string sign = fresh("Sign");
  for_side(sign, v, hull, derivatives.back(),
           is_strict(rel) ? (is_down ? Relation::less : Relation::greater)
                          : (is_down ? Relation::at_most : Relation::at_least),
           [&] { prove_by_enclosure(node, derivatives.back()); });
  const std::string p = "(" + basic(at) + ")";
  line("destruct (Rlt_or_le {} {}) as [C | C].", p, values_[v]);
  for (const bool is_right : {true, false}) {
    block([&] {
      if (is_odd && is_right == is_down) {
        // No point of the box is on this side, but perhaps p itself.
        if (is_right || is_strict(rel)) {
          line("exfalso; lra.");
        } else {
          line("replace {} with {} by lra; apply Req_le; symmetry; at_values.", values_[v], p);
        }
      } else {
        climb(derivatives, v, p, is_right, sign, is_strict(rel), coq_side(hull, "z"));
      }
    });
  }
}

std::optional<Side> CoqExporter::range_of(TermId id) const {
  const Term& t = terms_[id];
  if (t.op == Op::number) return thin_side(t.number);
  if (t.op != Op::variable || box_[t.index].integer) return std::nullopt;
  return closed(t.index);
}

bool CoqExporter::falls_on(TermId term, std::size_t v, const Side& side) const {
  Box box = box_;
  box[v] = side;
  LeafRules<Interval> rules(terms_, term, box.size(), Precision{53});
  EnclosedBox<Interval> enclosed(Precision{53});
  enclosed.enter(box);
  rules.enter(enclosed, true);
  return certainly(rules.range() <= enclose<Interval>(0L, Precision{53}));
}

void CoqExporter::climb(const std::vector<TermId>& derivatives, std::size_t v, const std::string& p,
                        bool is_right, const std::string& sign, bool is_strictly,
                        const std::string& hull) {
  std::string x = values_[v];
  bool is_up = true;  // the sign that is asked of the present function
  const char* suffix = is_strictly ? "_strictly" : "";
  for (std::size_t k = 0; k + 1 < derivatives.size(); ++k) {
    const bool next_is_up = is_right ? is_up : !is_up;
    const std::string f = function_of(v, derivatives[k]);
    const std::string g = function_of(v, derivatives[k + 1]);
    line("assert (V{} : {} {} = 0) by (cbv beta; at_values).", k, f, p);
    line("refine (sign_{}{} {} {} {} V{} ({}{} {} {} {} _ _ _)).", is_up ? "up" : "down", suffix, f,
         p, x, k, next_is_up ? "rises" : "falls", suffix, f, g,
         is_right ? p + " " + x : x + " " + p);
    line("{{ lra. }}");
    line("{{ intros z Hz; {}derived. }}", hull.empty() ? "" : "assert (Z : " + hull + ") by lra; ");
    x = fmt::format("z{}", k);
    line("intros {0} H{0}; cbv beta.", x);
    is_up = next_is_up;
  }
  line("apply ({} {}); lra.", sign, x);
}

}  // namespace rigor
