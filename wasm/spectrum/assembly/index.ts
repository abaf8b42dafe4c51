export { fftPlanBytes, fftPlanInit, realSpectrum, spectrumIm, spectrumRe } from './fft';
export { stft } from './stft';
