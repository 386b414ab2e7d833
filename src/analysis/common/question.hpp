#pragma once

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/entry.hpp"

#include "common/options.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace hubmine::analysis {

/// How a wing answers, as functions of its own settings.
template <typename S>
struct Answers {
    OptionRows (*options)(S& settings);
    void (*settle)(S& settings, const std::filesystem::path& config_folder);
    store::DatasetOptions (*reading)(const S& settings);
    Result (*answer)(const store::Dataset& data, const S& settings);
    Doubts (*doubts_about_files)(const store::Dataset& data, const S& settings);
};

/// A question about settings of type S.
template <typename S>
class QuestionOf final : public Question {
  public:
    explicit QuestionOf(const Answers<S>& answers)
        : answers_(answers), options_(answers.options(settings_)) {}

    [[nodiscard]] const std::vector<core::Option>& options() const override { return options_; }
    [[nodiscard]] Settings& settings() override { return settings_; }
    void settle(const std::filesystem::path& config_folder) override {
        check(static_cast<const DeveloperSettings&>(settings_));
        answers_.settle(settings_, config_folder);
    }
    [[nodiscard]] store::DatasetOptions reading() const override {
        return answers_.reading(settings_);
    }
    [[nodiscard]] Result answer(const store::Dataset& data) const override {
        return answers_.answer(data, settings_);
    }
    [[nodiscard]] std::vector<std::string> doubts_about_files(
        const store::Dataset& data) const override {
        return answers_.doubts_about_files(data, settings_);
    }

  private:
    Answers<S> answers_;
    S settings_;
    OptionRows options_;  // refer to settings_
};

template <typename S>
[[nodiscard]] std::unique_ptr<Question> ask(const Answers<S>& answers) {
    return std::make_unique<QuestionOf<S>>(answers);
}

}  // namespace hubmine::analysis
