// Answers to typed statements as text and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conjecture/answer.hpp"
#include "conjecture/sharpest.hpp"

namespace rigor {

/// An answer and what the command knows besides.
struct ReportedAnswer {
  Answer answer;
  std::string source;               ///< of a conjecture in a collection; may be empty
  std::optional<Verdict> expected;  ///< of a conjecture in a collection
  bool confirmed = false;           ///< the second engine has proved the certificate again
  double seconds = 0;               ///< of reading and proving
  std::string certificate_file;     ///< where the certificate was written; may be empty
  std::optional<Enclosure> confirmed_margin;  ///< the margin at the witness by the second engine
};

/// A few lines: the verdict, the witness or the reason, and how it was proved.
std::string answer_text(const ReportedAnswer& reported);

/// One line, for a collection.
std::string answer_line(const ReportedAnswer& reported);

/// Schema rigor-prove/1.
std::string answers_json(const std::vector<ReportedAnswer>& answers);

/// Two lines, for which values the statement is proved and refuted, and what stands between them.
std::string sharpest_text(const Sharpest& sharpest, const std::string& parameter);
std::string sharpest_json(const Sharpest& sharpest, const std::string& parameter);

}  // namespace rigor
