// The engine of Mixxx and Sonic Visualiser (Debian's libqm-dsp) with Mixxx's parameters: beats by DetectionFunction and
// TempoTrackV2, key by GetKeyMode. Usage: qm FILE (raw 32-bit floats, mono, 44.1 kHz); prints JSON.
#include <cstdio>
#include <ctime>
#include <map>
#include <vector>

#include <dsp/keydetection/GetKeyMode.h>
#include <dsp/onsets/DetectionFunction.h>
#include <dsp/tempotracking/TempoTrackV2.h>
#include <maths/MathUtilities.h>

static const double RATE = 44100;

static double cpuMs() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static std::vector<float> readSamples(const char *path) {
  std::vector<float> samples;
  FILE *file = fopen(path, "rb");
  if (!file) return samples;
  float block[65536];
  size_t count;
  while ((count = fread(block, sizeof(float), 65536, file)) > 0) samples.insert(samples.end(), block, block + count);
  fclose(file);
  return samples;
}

static std::vector<double> trackBeats(const std::vector<float> &samples, int step) {
  const int window = MathUtilities::nextPowerOfTwo((int)(RATE / 50));
  DFConfig config;
  config.DFType = DF_COMPLEXSD;
  config.stepSize = step;
  config.frameLength = window;
  config.dbRise = 3;
  config.adaptiveWhitening = false;
  config.whiteningRelaxCoeff = -1;
  config.whiteningFloor = -1;
  DetectionFunction detect(config);
  std::vector<double> frame(window), onsets;
  for (long start = -(window / 2); start < (long)samples.size(); start += step) {
    for (int k = 0; k < window; k++) {
      const long i = start + k;
      frame[k] = i >= 0 && i < (long)samples.size() ? samples[i] : 0;
    }
    onsets.push_back(detect.processTimeDomain(frame.data()));
  }
  size_t used = onsets.size();
  while (used > 0 && onsets[used - 1] <= 0) used--;
  // The first two frames see the edge.
  std::vector<double> rest, periods, tempi, beats;
  for (size_t i = 2; i < used; i++) rest.push_back(onsets[i]);
  periods.assign(rest.size(), 0);
  if (rest.size() < 8) return beats;
  TempoTrackV2 tracker(RATE, step);
  tracker.calculateBeatPeriod(rest, periods, tempi);
  tracker.calculateBeats(rest, periods, beats);
  for (double &beat : beats) beat = (beat + 2) * step / RATE;
  return beats;
}

/** 1 to 12: C major to B major, 13 to 24: C minor to B minor, 0: none. */
static int findKey(const std::vector<float> &samples) {
  GetKeyMode keys(RATE, 440, 10, 10);
  const int length = keys.getBlockSize(), hop = keys.getHopSize();
  std::vector<double> block(length);
  std::map<int, int> votes;
  for (size_t start = 0; start + length <= samples.size(); start += hop) {
    for (int k = 0; k < length; k++) block[k] = samples[start + k];
    votes[keys.process(block.data())]++;
  }
  int best = 0, most = 0;
  for (auto &vote : votes) {
    if (vote.first > 0 && vote.second > most) {
      best = vote.first;
      most = vote.second;
    }
  }
  return best;
}

int main(int count, char **args) {
  if (count != 2) return 2;
  const std::vector<float> samples = readSamples(args[1]);
  const int step = (int)(RATE * 0.01161);
  const double begin = cpuMs();
  const std::vector<double> beats = trackBeats(samples, step);
  const int key = findKey(samples);
  const double cpu = cpuMs() - begin;
  printf("{\"beats\":[");
  for (size_t i = 0; i < beats.size(); i++) printf("%s%.4f", i ? "," : "", beats[i]);
  printf("],\"key\":%d,\"cpuMs\":%.1f}\n", key, cpu);
}
