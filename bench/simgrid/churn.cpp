// Many tasks on many machines: SimGrid's side of ../churn.mjs, with the same inputs.
//
//   host 0: 4 cores of 1 Gf    task task task ...      or, with VMs:   host 0: [ VM: task task ] [ VM: task task ] ...
//   host 1: 4 cores of 1 Gf    task task task ...                      host 1: [ VM: task task ] ...
//   ...                                                                  VMs of 1 core
//
// Every machine (host or VM) begins with TASKS tasks. When a task ends, another one starts on its machine, until
// COMPLETIONS have ended.
//
// churn HOSTS TASKS COMPLETIONS VMS callbacks|owners
//   VMS        so many a host; 0: the tasks are on the hosts
//   callbacks  the next task starts from the callback of the end; there are no actors
//   owners     an actor a machine starts its tasks and waits for any of them. SimGrid 3 looks for each task that ends in the
//              list of its owner, from the front; without actors one owner has them all. SimGrid 4 is not slow there, and
//              always uses callbacks here.
#include "measured.hpp"
#include "mulberry32.hpp"
#include "platformFile.hpp"
#include <simgrid/s4u/VirtualMachine.hpp>
#include <vector>

namespace s4u = simgrid::s4u;

static std::vector<s4u::ExecPtr> running; // by place: a task lasts as long as somebody refers to it
static Mulberry32 draw(4242);
static long target;
static long done = 0;
static double endDate;
static double startedCpu, endCpu; // what it had cost when all first tasks were started, and at the last end

static void noteEnd()
{
  endDate = s4u::Engine::get_clock();
  endCpu  = cpuSeconds();
}

static void start(s4u::Host* machine, size_t place);

static void ended(s4u::Host* machine, size_t place)
{
  done++;
  if (done < target)
    start(machine, place);
  else if (done == target)
    noteEnd();
}

static void start(s4u::Host* machine, size_t place)
{
  auto task = s4u::Exec::init();
  task->set_flops_amount(draw.between(1e9, 100e9));
#if SIMGRID_VERSION_MAJOR >= 4
  task->on_this_completion_cb([machine, place](s4u::Exec const&) { ended(machine, place); });
#else
  task->set_data(reinterpret_cast<void*>(place));
#endif
  task->set_host(machine); // starts it, but for versions that want to be told
  if (task->get_state() != s4u::Activity::State::STARTED)
    task->start();
  running[place] = task;
}

static void startAll(const std::vector<s4u::Host*>& machines, int tasks)
{
#if SIMGRID_VERSION_MAJOR < 4
  s4u::Activity::on_completion_cb([](s4u::Activity const& activity) {
    const auto& task = static_cast<s4u::Exec const&>(activity);
    ended(task.get_host(), reinterpret_cast<size_t>(task.get_data<void>()));
  });
#endif
  running.resize(machines.size() * tasks);
  for (size_t place = 0; place < running.size(); place++)
    start(machines[place / tasks], place);
  startedCpu = cpuSeconds();
}

#if SIMGRID_VERSION_MAJOR < 4
static void own(s4u::Host* machine, int tasks)
{
  std::vector<s4u::ExecPtr> mine;
  auto start = [&mine, machine]() {
    auto task = machine->exec_init(draw.between(1e9, 100e9));
    task->start();
    mine.push_back(task);
  };
  for (int i = 0; i < tasks; i++)
    start();
  startedCpu = cpuSeconds(); // the last owner's stays
  while (done < target) {
    mine.erase(mine.begin() + s4u::Exec::wait_any(mine));
    done++;
    if (done < target)
      start();
    else if (done == target)
      noteEnd();
  }
}
#endif

int main(int argc, char** argv)
{
  if (argc != 6) {
    std::fprintf(stderr, "churn HOSTS TASKS COMPLETIONS VMS callbacks|owners\n");
    return 2;
  }
  const int hostCount = std::stoi(argv[1]);
  const int tasks     = std::stoi(argv[2]);
  target              = std::stol(argv[3]);
  const int vms       = std::stoi(argv[4]);
  const bool owners   = std::string(argv[5]) == "owners" && SIMGRID_VERSION_MAJOR < 4;
  std::string stacks  = "--cfg=contexts/stack-size:32"; // in KiB
  std::string quiet   = "--log=root.thres:error";
  char* options[]     = {argv[0], stacks.data(), quiet.data(), nullptr};
  int optionCount     = 3;
  s4u::Engine engine(&optionCount, options);
  loadPlatform(engine, "<cluster id=\"hosts\" prefix=\"n-\" radical=\"0-" + std::to_string(hostCount - 1) +
                           "\" suffix=\"\" speed=\"1Gf\" core=\"4\" bw=\"125MBps\" lat=\"50us\"/>\n");
  std::vector<s4u::Host*> machines;
  for (int i = 0; i < hostCount; i++) {
    const std::string name = "n-" + std::to_string(i);
    auto* host             = engine.host_by_name(name);
    if (vms == 0)
      machines.push_back(host);
    for (int j = 0; j < vms; j++) {
      auto* vm = host->create_vm(name + "-vm-" + std::to_string(j), 1);
      vm->start();
      machines.push_back(vm);
    }
  }
#if SIMGRID_VERSION_MAJOR < 4
  if (owners)
    for (auto* machine : machines)
      s4u::Actor::create("owner", machine, [machine, tasks]() { own(machine, tasks); });
#endif
  if (!owners)
    startAll(machines, tasks);
  // In growing slices of simulated time, since nothing stops a run from the inside.
  for (double until = 1; done < target; until *= 1.3)
    engine.run_until(until);
  printMeasured(endDate, 6, endCpu - startedCpu, target);
  std::fflush(stdout);
  _exit(0); // what tearing down costs is not asked
}
