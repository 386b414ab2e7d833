#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/graph.hpp"
#include "hubmine/output/report.hpp"

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

/// A page to look at: one HTML file with everything in it, figures drawn by the browser. Whatever
/// comes from the Hub stands in it as text: no markup, script or address of it is ever followed.
namespace hubmine::output {

/// A number that stands first, and what it was before.
struct Headline {
    std::string name;     ///< one line
    std::string meaning;  ///< one line
    core::Unit unit = core::Unit::kNone;
    core::Cell now;
    std::optional<core::Cell> before;  ///< absent = there is nothing to compare with
    std::string not_comparable;        ///< why it says nothing of a change; empty = it does
};

/// Lines of text that are always open, each behind a name: how sure the numbers are, a glossary.
/// What stands between two backticks is a command.
struct PageBlock {
    struct Line {
        std::string id;  ///< of a place in the page; empty = none
        std::string name;
        std::string text;
        std::string since;  ///< a moment: the reader is told how many days ago it was; empty = none
    };
    std::string id;
    std::string heading;
    std::vector<Line> lines;
};

/// A network that is drawn as it stands: its nodes have places (see picture_formats()).
struct PagePicture {
    std::string name;  ///< of a place in the page, behind that of its part
    std::string title;
    std::string caption;  ///< how it is to be read, in a sentence or two
    Graph graph;
    std::string command;  ///< what writes it to a file: "hubmine export atlas"
};

/// A part of the page: sentences, figures, and the tables folded away.
struct PagePart {
    std::string id;       ///< of a place in the page: "activity"; told apart, letters and hyphens
    std::string heading;  ///< empty: goes on with the part before
    std::vector<Headline> headlines;
    std::vector<PageBlock> blocks;  ///< under the headlines
    Report report;
    std::vector<PagePicture> pictures;  ///< behind the figures of the report
    std::vector<std::string> remarks;   ///< what is to be known of it, one line each, as a block's
    std::string command;                ///< what prints every row: "hubmine analyze rq1"
    /// Its words are linked where captions, blocks and meanings have them first; null = none are.
    const PageBlock* glossary = nullptr;
};

/// How many rows of a table a page shows.
inline constexpr std::size_t kRowsOnPage = 40;

/// A part as it stands in a page. Several may be written at once, before there is the page.
class WrittenPart {
  public:
    WrittenPart() = default;
    /// Reads the tables.
    explicit WrittenPart(const PagePart& part);

  private:
    friend class Page;
    std::string id_;
    std::string heading_;
    std::string html_;
};

/// The parts of a page as they come, so that what one was made of can be forgotten before the next.
class Page {
  public:
    explicit Page(std::string title) : title_(std::move(title)) {}

    void add(const WrittenPart& part);
    void add(const PagePart& part) { add(WrittenPart(part)); }
    /// The same, in front of all.
    void add_in_front(const PagePart& part);
    /// Failures show in the stream's state.
    void write(std::ostream& out) const;

  private:
    struct Place {
        std::string id;
        std::string heading;
    };

    std::string title_;
    std::vector<Place> contents_;
    std::string body_;
};

}  // namespace hubmine::output
