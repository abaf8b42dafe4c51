// Runs in the audio thread beside the product's output and counts what is missing in it: frames that are digital silence
// although what plays never is. Posts its counts every second.
class OutputProbe extends AudioWorkletProcessor {
  heardFrames = 0;
  missingFrames = 0;
  gaps = 0;
  inGap = false;
  untilPost = 0;

  process([channels]) {
    const samples = channels?.[0];
    let silent = 0;
    if (samples) for (let i = 0; i < samples.length; i++) silent += samples[i] === 0 ? 1 : 0;
    else silent = 128;
    // Single zeros are crossings.
    const isGap = silent > 16;
    if (this.heardFrames > 0 || !isGap) {
      this.heardFrames += 128;
      if (isGap) this.missingFrames += silent;
      if (isGap && !this.inGap) this.gaps++;
      this.inGap = isGap;
    }
    if ((this.untilPost -= 128) <= 0) {
      this.untilPost = sampleRate;
      this.port.postMessage({ heardFrames: this.heardFrames, missingFrames: this.missingFrames, gaps: this.gaps });
    }
    return true;
  }
}
registerProcessor('output-probe', OutputProbe);
