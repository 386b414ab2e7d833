#include "topics/tasks.hpp"

#include <algorithm>
#include <cstddef>

namespace hubmine::analysis::topics {

std::vector<TaskCount> count_tasks(const store::Dataset& data, const Population& models) {
    const std::size_t none = data.labels.size();
    std::vector<TaskCount> tasks(none + 1);
    for (std::size_t i = 0; i < none; ++i) {
        tasks[i].task = data.labels[i];
    }
    const auto task_of = [&](std::uint32_t model) -> TaskCount& {
        const store::TextId label = models.repos.pipeline_tag[model];
        return tasks[label == store::kNoText ? none : label];
    };
    for (const std::uint32_t model : models.chosen) {
        TaskCount& task = task_of(model);
        ++task.models;
        task.downloads += models.downloads(model);
    }
    const std::vector<std::uint32_t> top =
        first_by_value(models.repos, models.repos.downloads, models.chosen, 100);
    for (std::size_t rank = 0; rank < top.size(); ++rank) {
        TaskCount& task = task_of(top[rank]);
        task.in_top_10 += rank < 10 ? 1 : 0;
        ++task.in_top_100;
    }
    std::erase_if(tasks, [](const TaskCount& task) { return task.models == 0; });
    std::sort(tasks.begin(), tasks.end(), [](const TaskCount& a, const TaskCount& b) {
        return a.downloads != b.downloads ? a.downloads > b.downloads : a.task < b.task;
    });
    return tasks;
}

}  // namespace hubmine::analysis::topics
