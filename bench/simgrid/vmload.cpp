// A data centre of VMs whose loads change, and that migrate: SimGrid's side of ../vmload.mjs, with the same inputs.
//
// vmload HOSTS SECONDS MIGRATIONS BACKBONE async|bare
//   MIGRATIONS  started a second, in all
//   BACKBONE    in Gbit/s
//   async       a VM is one of SimGrid's, with a task that no actor waits for. In the last stage of a migration, some 30 ms, the
//               task goes on
//   bare        no VMs: their tasks are on the hosts, with a bound. A load change cancels the task and starts what is left of it;
//               a migration is one transfer of the memory, and nothing gets dirty. What the rest of SimGrid costs
#include "measured.hpp"
#include "platformFile.hpp"
#include "vmEvents.hpp"
#include <simgrid/plugins/live_migration.h>
#include <simgrid/s4u/VirtualMachine.hpp>
#include <vector>

namespace s4u = simgrid::s4u;

static const double speed         = 1e9;
static const double mostDemand    = 7; // cores
static const int memoryMebibytes  = 1024;
static const int migrationSpeed   = 125; // MiB/s

struct Vm {
  s4u::VirtualMachine* vm = nullptr;
  s4u::ExecPtr task;
  int host      = 0;
  double asked  = 0; // cores
  bool isMoving = false;
};

static double duration;
static bool isBare;
static std::vector<s4u::Host*> hosts;
static std::vector<Vm> vms;
static std::vector<double> demand;
static std::vector<double> violatedSince; // below 0: it is not
static std::vector<double> durations;
static double violation = 0;
static long changes     = 0;
static long started     = 0;
static long skipped     = 0;

static void changeDemand(int host, double change)
{
  demand[host] += change;
  const bool isViolated = demand[host] > mostDemand + 1e-9;
  double& since         = violatedSince[host];
  if (isViolated && since < 0)
    since = s4u::Engine::get_clock();
  else if (!isViolated && since >= 0) {
    violation += s4u::Engine::get_clock() - since;
    since = -1;
  }
}

// In the bare way. A task belongs to the actor that starts it, and SimGrid 3.32 looks for it in the list of its owner, from the
// front: so an actor a host starts the tasks of its first VMs.
struct Owner {
  s4u::SemaphorePtr changes = s4u::Semaphore::create(0);
  std::vector<Vm*> changed;

  void run()
  {
    for (;;) {
      changes->acquire();
      Vm& vm = *changed.back();
      changed.pop_back();
      double left = 2 * speed * duration;
      if (vm.task) {
        left = vm.task->get_remaining();
        vm.task->cancel();
      }
      vm.task = s4u::Exec::init();
      vm.task->set_flops_amount(left)->set_host(hosts[vm.host])->set_bound(speed * vm.asked);
      vm.task->start();
    }
  }
};

static std::vector<Owner> owners;

static void limit(int v)
{
  if (isBare) {
    owners[v / vmsPerHost].changed.push_back(&vms[v]);
    owners[v / vmsPerHost].changes->release();
  } else
    vms[v].vm->set_bound(speed * vms[v].asked);
}

static void setLoad(int v, double percent)
{
  const double load = std::max(percent, 1.0) / 100; // a bound of 0 is taken as none
  changeDemand(vms[v].host, load - vms[v].asked);
  vms[v].asked = load;
  limit(v);
}

static void move(int v, int target)
{
  Vm& vm             = vms[v];
  const double begun = s4u::Engine::get_clock();
  if (isBare) {
    static char memory;
    auto* box = s4u::Mailbox::by_name("vm-" + std::to_string(v)); // without one, 3.32 takes no rate
    s4u::Actor::create("receiver", hosts[target], [box]() { box->get<char>(); });
    auto sent = box->put_init(&memory, memoryMebibytes * 1048576ull);
    sent->set_rate(migrationSpeed * 1048576.0);
    sent->wait();
  } else
    sg_vm_migrate(vm.vm, hosts[target]);
  durations.push_back(s4u::Engine::get_clock() - begun);
  changeDemand(vm.host, -vm.asked);
  vm.host = target;
  changeDemand(target, vm.asked);
  vm.isMoving = false;
  if (isBare)
    vm.task->set_host(hosts[target]); // it stays its owner's, with whom it would end
  else
    limit(v);
}

static void startMigration(int v, int target)
{
  Vm& vm = vms[v];
  if (vm.isMoving) {
    skipped++;
    return;
  }
  vm.isMoving = true;
  started++;
  const int other = target == vm.host ? (target + 1) % hosts.size() : target;
  s4u::Actor::create("migration", hosts[vm.host], move, v, other);
}

static void play(const std::vector<VmEvent>& events)
{
  for (size_t v = 0; v < vms.size(); v++) {
    if (!isBare) {
      vms[v].task = s4u::Exec::init();
      vms[v].task->set_flops_amount(2 * speed * duration)->set_host(vms[v].vm);
      vms[v].task->start();
    }
    setLoad(v, meanPercent);
  }
  for (const auto& event : events) {
    if (event.date > s4u::Engine::get_clock())
      s4u::this_actor::sleep_for(event.date - s4u::Engine::get_clock());
    if (event.isMigration)
      startMigration(event.vm, event.value);
    else {
      changes++;
      setLoad(event.vm, event.value);
    }
  }
  s4u::this_actor::sleep_until(duration + 1); // so that the others are not left alone before the end
}

static void addVm(int v)
{
  vms[v].host = v / vmsPerHost;
  if (isBare)
    return;
  const int dirty = 10 + 10 * (v % 5); // percent of the migration speed
  vms[v].vm = sg_vm_create_migratable(hosts[vms[v].host], ("vm-" + std::to_string(v)).c_str(), 1, memoryMebibytes,
                                      migrationSpeed, dirty);
  vms[v].vm->start();
}

int main(int argc, char** argv)
{
  if (argc != 6) {
    std::fprintf(stderr, "vmload HOSTS SECONDS MIGRATIONS BACKBONE async|bare\n");
    return 2;
  }
  const int hostCount        = std::stoi(argv[1]);
  duration                   = std::stod(argv[2]);
  const double migrationRate = std::stod(argv[3]);
  isBare                     = std::string(argv[5]) == "bare";
  std::string stacks         = "--cfg=contexts/stack-size:64"; // in KiB
  std::string guards         = "--cfg=contexts/guard-size:0";  // with them 10,000 actors are more maps than the kernel allows
  std::string quiet          = "--log=root.thres:error";
  char* options[]            = {argv[0], stacks.data(), guards.data(), quiet.data(), nullptr};
  int optionCount            = 4;
  s4u::Engine engine(&optionCount, options);
  if (!isBare)
    sg_vm_live_migration_plugin_init();
  loadPlatform(engine, "<cluster id=\"hosts\" prefix=\"n-\" radical=\"0-" + std::to_string(hostCount - 1) +
                           "\" suffix=\"\" speed=\"1Gf\" core=\"8\" bw=\"1.25GBps\" lat=\"50us\" bb_bw=\"" +
                           std::to_string(std::stod(argv[4]) * 125e6) + "Bps\" bb_lat=\"500us\"/>\n");
  for (int i = 0; i < hostCount; i++)
    hosts.push_back(engine.host_by_name("n-" + std::to_string(i)));
  demand.assign(hostCount, 0);
  violatedSince.assign(hostCount, -1);
  vms.resize(hostCount * vmsPerHost);
  for (size_t v = 0; v < vms.size(); v++)
    addVm(v);
  owners.resize(isBare ? hostCount : 0);
  for (size_t i = 0; i < owners.size(); i++)
    s4u::Actor::create("owner", hosts[i], [i]() { owners[i].run(); });
  const auto events = drawEvents(hostCount, duration, migrationRate);
  s4u::Actor::create("events", hosts[0], [&events]() { play(events); });
  const double before = cpuSeconds();
  engine.run_until(duration);
  const double runCpu = cpuSeconds() - before;
  for (const double since : violatedSince)
    if (since >= 0)
      violation += duration - since;
  std::string more = ",\"started\":" + std::to_string(started) + ",\"skipped\":" + std::to_string(skipped) +
                     ",\"durations\":[";
  for (const double each : durations) {
    char text[32];
    std::snprintf(text, sizeof text, "%s%.9f", more.back() == '[' ? "" : ",", each);
    more += text;
  }
  printMeasured(violation, 6, runCpu, changes, more + "]");
  std::fflush(stdout);
  _exit(0); // what tearing down costs is not asked
}
