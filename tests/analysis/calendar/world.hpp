#pragma once

#include "analysis/common/acts_world.hpp"
#include "analysis/results.hpp"
#include "calendar/entry.hpp"

namespace hubmine::analysis {

/// Who did what when, and what the calendar makes of it.
class CalendarWorld : public ActsWorld {
  public:
    CalendarWorld() {
        settings.organisations_file = organisations_file();
        settings.bots_file = bots_file();
    }

    [[nodiscard]] Result run() const {
        data_ = dataset();
        return calendar::answer(data_, settings);
    }

    calendar::Settings settings;

  private:
    mutable store::Dataset data_;  ///< tables are filled from it after the answer
};

}  // namespace hubmine::analysis
