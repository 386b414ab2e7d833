#pragma once

#include "hubmine/output/page.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::output {

/// Leads from the first place in a part of a page where a word of the glossary stands to what it
/// means. For texts of the page's own: names from the Hub lead nowhere.
class TermLinks {
  public:
    /// Null: there is no glossary.
    explicit TermLinks(const PageBlock* glossary);

    /// Text as told_text() writes it, with links.
    [[nodiscard]] std::string linked(std::string_view text);

  private:
    struct Term {
        std::string word;  ///< in small letters, as it stands in HTML
        std::string id;
    };

    /// The link for what begins there, and how long that is; nothing when no word does.
    [[nodiscard]] std::pair<std::string, std::size_t> link_at(std::string_view html,
                                                              std::size_t place);

    std::vector<Term> left_;  ///< that were not met yet
};

}  // namespace hubmine::output
