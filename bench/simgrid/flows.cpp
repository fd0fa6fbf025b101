// Many flows at a time over one network: SimGrid's side of ../flows.mjs, with the same inputs.
//
//   star                                    tree, pods of 16 hosts
//
//   host 0 --+                              host 0 --+
//   host 1 --+-- backbone                   ...      +-- pod 0 --+
//   ...      |   5 GB/s, 500 us             host 15 -+           +-- pod 1 -- ...
//   host n --+                                         1 GB/s, 100 us, up and down apart
//     125 MB/s, 50 us, up and down apart
//
// `concurrent` chains of flows draw from a common pot of `total`: when the flow of a chain ends, its next one starts, from
// the callback of the end, without actors.
//
// flows star|tree HOSTS CONCURRENT TOTAL LV08|CM02 yes|no lazy|full
//   yes|no     acknowledgements on the way back
//   lazy|full  what is shared anew at an event: what has changed (SimGrid's default), or everything
#include "measured.hpp"
#include "mulberry32.hpp"
#include "platformFile.hpp"
#include <sstream>
#include <vector>

namespace s4u = simgrid::s4u;

static const int podHosts = 16;

static std::string cluster(int number, int from, int to, const std::string& rest)
{
  std::ostringstream text;
  text << "<cluster id=\"pod" << number << "\" prefix=\"n-\" radical=\"" << from << "-" << to
       << "\" suffix=\"\" speed=\"1Gf\" bw=\"125MBps\" lat=\"50us\" router_id=\"router" << number << "\"" << rest << "/>\n";
  return text.str();
}

static std::string star(int hosts)
{
  return cluster(0, 0, hosts - 1, " bb_bw=\"5GBps\" bb_lat=\"500us\"");
}

static std::string tree(int hosts)
{
  const int pods = hosts / podHosts;
  std::ostringstream text;
  text << "<zone id=\"tree\" routing=\"Full\">\n";
  for (int pod = 0; pod < pods; pod++)
    text << cluster(pod, pod * podHosts, (pod + 1) * podHosts - 1, "");
  for (int pod = 0; pod < pods; pod++)
    text << "<link id=\"uplink" << pod << "\" bandwidth=\"1GBps\" latency=\"100us\" sharing_policy=\"SPLITDUPLEX\"/>\n";
  for (int a = 0; a < pods; a++)
    for (int b = a + 1; b < pods; b++)
      text << "<zoneRoute src=\"pod" << a << "\" dst=\"pod" << b << "\" gw_src=\"router" << a << "\" gw_dst=\"router" << b
           << "\"><link_ctn id=\"uplink" << a << "\" direction=\"UP\"/><link_ctn id=\"uplink" << b
           << "\" direction=\"DOWN\"/></zoneRoute>\n";
  text << "</zone>\n";
  return text.str();
}

static std::vector<s4u::Host*> hosts;
static std::vector<Mulberry32> draws;
static std::vector<s4u::CommPtr> running; // by chain: a flow lasts as long as somebody refers to it
static long left;
static long done = 0;

static void startNext(size_t chain);

static void ended(size_t chain)
{
  done++;
  startNext(chain);
}

static void startNext(size_t chain)
{
  if (left == 0)
    return;
  left--;
  auto& draw      = draws[chain];
  const auto from = draw.below(hosts.size());
  auto to         = draw.below(hosts.size());
  while (to == from)
    to = draw.below(hosts.size());
  auto flow = s4u::Comm::sendto_init();
  flow->set_payload_size(draw.between(1e6, 50e6));
#if SIMGRID_VERSION_MAJOR >= 4
  flow->on_this_completion_cb([chain](s4u::Comm const&) { ended(chain); });
#else
  flow->set_data(reinterpret_cast<void*>(chain));
#endif
  flow->set_source(hosts[from]);
  flow->set_destination(hosts[to]); // starts it, but for versions that want to be told
  if (flow->get_state() != s4u::Activity::State::STARTED)
    flow->start();
  running[chain] = flow;
}

int main(int argc, char** argv)
{
  if (argc != 8) {
    std::fprintf(stderr, "flows star|tree HOSTS CONCURRENT TOTAL LV08|CM02 yes|no lazy|full\n");
    return 2;
  }
  const std::string shape = argv[1];
  const int hostCount     = std::stoi(argv[2]);
  const int concurrent    = std::stoi(argv[3]);
  left                    = std::stol(argv[4]);
  std::string model       = std::string("--cfg=network/model:") + argv[5];
  std::string crossing    = std::string("--cfg=network/crosstraffic:") + argv[6];
  std::string anew        = std::string("--cfg=network/optim:") + (argv[7][0] == 'l' ? "Lazy" : "Full");
  std::string quiet       = "--log=root.thres:error";
  char* options[]         = {argv[0], model.data(), crossing.data(), anew.data(), quiet.data(), nullptr};
  int optionCount         = 5;
  s4u::Engine engine(&optionCount, options);
  loadPlatform(engine, shape == "star" ? star(hostCount) : tree(hostCount));
  for (int i = 0; i < hostCount; i++)
    hosts.push_back(engine.host_by_name("n-" + std::to_string(i)));
  for (int chain = 0; chain < concurrent; chain++)
    draws.emplace_back(77 + chain);
  running.resize(concurrent);
#if SIMGRID_VERSION_MAJOR < 4
  s4u::Activity::on_completion_cb([](s4u::Activity const& flow) {
    ended(reinterpret_cast<size_t>(static_cast<s4u::Comm const&>(flow).get_data<void>()));
  });
#endif
  for (int chain = 0; chain < concurrent; chain++)
    startNext(chain);
  const double before = cpuSeconds();
  engine.run();
  printMeasured(engine.get_clock(), 9, cpuSeconds() - before, done);
  std::fflush(stdout);
  _exit(0); // what tearing down costs is not asked
}
