#pragma once

#include "hubmine/core/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Figures as rows of plain data: what is drawn of which table. Whoever draws needs nothing else.
namespace hubmine::core {

enum class Chart {
    kBars,      ///< a bar for each value of x (or of y, when x is the number)
    kStacked,   ///< as bars, those of one value end to end
    kLines,     ///< points joined in the order of x
    kSteps,     ///< as lines, level between two points: distributions
    kPoints,    ///< one for each row
    kMap,       ///< a field for each pair of x and y, coloured by a number
    kCalendar,  ///< a field for each day (x), weeks side by side, coloured by a number
};

/// How the values of a column are laid out. kNames: in the order of the rows. kTime: a date, or the
/// name of a period.
enum class Scale { kLinear, kLog, kNames, kTime };

struct Axis {
    std::string column;
    Scale scale = Scale::kLinear;
    std::string title;
    /// Of numbers on both sides of 0: as far to one side as to the other, and at least so far; 0 =
    /// as far as the numbers go.
    double reach = 0;
};

/// A value that a row must have to be drawn.
struct Only {
    std::string column;
    std::string value;
};

/// A line across the axis of x, at a number, or at a date as the column has it.
struct Mark {
    std::string at;
    std::string title;
};

/// What a reader is shown for a value of a column.
struct Word {
    std::string column;
    std::string value;  ///< its text; empty = none
    std::string word;
};

/// A number that a row must have at least to be drawn; those that do not are named below.
struct Least {
    std::string column;
    std::int64_t least = 0;
    std::string what;  ///< of which so many: "developers who did both"
};

/// A column that is drawn, of which it may be that nothing is known: then a sentence stands in the
/// place of the figure, or what is left of it is drawn.
struct Known {
    std::string column;
    std::vector<std::string> nothing;  ///< its values that tell nothing; those of a number 0 do not
    std::string whole;                 ///< a value that is drawn all the same: "all"; empty = none
    std::string otherwise;             ///< the sentence
};

/// One figure: the columns of one table along axes and by colour; a picture for each value of
/// `panel`.
struct Figure {
    std::string name;  ///< of a file; told apart within an analysis
    Chart chart = Chart::kBars;
    std::string table;
    Axis x;
    Axis y;
    std::string colour;  ///< a column; empty = one colour
    std::string panel;   ///< a column; empty = one picture
    std::vector<Only> only;
    std::string title;
    std::string caption;  ///< how it is to be read, in a sentence or two
    std::string low;      ///< a column: where the interval of x begins; empty = there is none
    std::string high;     ///< a column: where it ends
    std::vector<Mark> marks;
    bool diagonal = false;  ///< with the line on which x and y are equal
    /// Lorenz curves: x says how many have the value y. Drawn are running sums over the rows, which
    /// are in ascending order of y: of x, and of x times y, as shares of the whole.
    bool cumulative = false;
    std::string colour_title;  ///< what a legend calls the colours; empty = as the column
    std::string panel_title;   ///< what a picture's own title begins with; empty = nothing
    std::vector<Word> words;
    std::vector<Only> without;   ///< rows that have one of these are not drawn
    std::optional<Least> least;  ///< absent = every row is enough
    std::optional<Known> known;  ///< absent = no column is asked
    /// Lines: of more than can be told apart, those that reach highest. The rows of a line follow
    /// each other.
    bool highest = false;
};

/// What keeps a figure from being drawn of that table: columns that it does not have, numbers
/// wanted of texts, or nothing to call it; one line each.
[[nodiscard]] std::vector<std::string> faults_of(const Figure& figure, const Schema& schema);

}  // namespace hubmine::core
