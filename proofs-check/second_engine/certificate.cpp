#include "second_engine/certificate.hpp"

#include <exception>

#include "second_engine/certificate_walk.hpp"

namespace rigor::second_engine {
Recheck recheck_certificate(const std::string& text) {
  Recheck result;
  Lines lines(text);
  try {
    State state;
    state.certificate = read_statement(lines, state.graph);
    Walk walk(state, lines);
    walk.run();
    read_end(lines, text);
    result.accepted = true;
    result.violated = state.certificate.violated;
    result.leaves = walk.leaves();
  } catch (const Rejected& fault) {
    result.reason = fault.reason;
  } catch (const std::exception& fault) {  // out of memory, or a number out of range
    result.reason = fault.what();
  }
  if (!result.accepted) result.line = lines.number();
  return result;
}

}  // namespace rigor::second_engine
