#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>

namespace hubmine::demohub {
namespace {

using testing::HasSubstr;

/// The program, its output in a file.
class Program {
  public:
    explicit Program(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), DEMOHUB_PROGRAM);
        std::vector<char*> argv;
        for (auto& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        const std::string out = (directory_.path() / "out").string();
        pid_ = ::fork();
        if (pid_ == 0) {
            const int file = ::open(out.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
            ::dup2(file, STDOUT_FILENO);
            ::dup2(file, STDERR_FILENO);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    Program(Program&&) = delete;
    Program& operator=(Program&&) = delete;
    ~Program() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
    }

    void signal(int number) const { ::kill(pid_, number); }
    int wait() {
        int status = 0;
        ::waitpid(std::exchange(pid_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    [[nodiscard]] std::string output() const {
        std::ifstream in(directory_.path() / "out");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// The first line, once it is whole.
    [[nodiscard]] std::string first_line() const {
        for (int i = 0; i < 2000; ++i) {
            const std::string text = output();
            if (const std::size_t end = text.find('\n'); end != std::string::npos) {
                return text.substr(0, end);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return "";
    }

  private:
    WorldDirectory directory_;
    pid_t pid_ = -1;
};

TEST(Program, SaysWhereItListensAndStopsOnASignal) {
    for (const int number : {SIGTERM, SIGINT}) {
        Program hub({"--models", "20", "--port", "0", "--token", "t"});
        const std::string line = hub.first_line();
        ASSERT_THAT(line, testing::StartsWith("listening on http://127.0.0.1:"));
        httplib::Client client(line.substr(13));
        EXPECT_EQ(client.Get("/api/models?limit=1")->status, 200);
        hub.signal(number);
        EXPECT_EQ(hub.wait(), 0);
    }
}

TEST(Program, WritesItsPortToAFile) {
    const WorldDirectory directory;
    const auto file = directory.path() / "port";
    const Program hub({"--models", "20", "--port-file", file.string()});
    const std::string line = hub.first_line();
    std::ifstream in(file);
    std::string port;
    in >> port;
    EXPECT_EQ(line, "listening on http://127.0.0.1:" + port);
}

TEST(Program, ExplainsItselfWithExamples) {
    Program hub({"--help"});
    EXPECT_EQ(hub.wait(), 0);
    const std::string help = hub.output();
    for (const auto* const option :
         {"--world", "--models", "--seed", "--write-world", "--fault", "--quota", "--window",
          "--token", "--latency-ms", "--pre-render", "--port-file", "Examples:"}) {
        EXPECT_THAT(help, HasSubstr(option));
    }
}

TEST(Program, WritesItsWorldAndServesIt) {
    const WorldDirectory directory;
    const std::string world = (directory.path() / "written").string();
    Program writer({"--models", "15", "--datasets", "3", "--spaces", "4", "--write-world", world});
    ASSERT_EQ(writer.wait(), 0) << writer.output();
    const Program hub({"--world", world});
    httplib::Client client(hub.first_line().substr(13));
    EXPECT_EQ(Json::parse(client.Get("/api/models")->body).size(), 15);
}

TEST(Program, RefusesWhatMakesNoSense) {
    for (const std::vector<std::string>& wrong :
         {std::vector<std::string>{"--fault", "fire=1"}, {"--no-such-option"}, {"--port", "x"}}) {
        Program hub(wrong);
        EXPECT_EQ(hub.wait(), 2) << wrong[0];
    }
    Program hub({"--world", "/dev/null/nowhere"});
    EXPECT_EQ(hub.wait(), 1);
    EXPECT_THAT(hub.output(), HasSubstr("no such directory"));
}

}  // namespace
}  // namespace hubmine::demohub
