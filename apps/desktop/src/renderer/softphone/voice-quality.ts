/**
 * MOS estimate (1.0…4.5) by the E-model of ITU-T G.107, with what a receiver can know:
 *   R = 93.2 − Id − Ie,eff          (93.2: all other parameters at their defaults, G.107 table 3)
 *   Id = 0.024·d + 0.11·(d − 177.3)·[d > 177.3]   (Cole & Rosenbluth 2001, a fit of G.107's delay impairment)
 *   Ie,eff = Ie + (95 − Ie)·Ppl / (Ppl + Bpl)     (random loss; Ie = 0, Bpl = 25.1: G.711 with concealment, G.113 table I.4)
 * Opus has no G.113 figures; its concealment is at least as good, so the estimate is on the low side.
 * `delayMs` is one way, mouth to ear as far as known: half the round trip, jitter buffer and one packet.
 */
export function estimateMos(lossRatio: number, delayMs: number): number {
  const delay = Math.max(0, delayMs);
  const delayImpairment = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
  const lossPercent = 100 * Math.min(1, Math.max(0, lossRatio));
  const lossImpairment = (95 * lossPercent) / (lossPercent + 25.1);
  const r = 93.2 - delayImpairment - lossImpairment;
  if (r <= 0) return 1;
  // G.107 Annex B, (B-4)
  const mos = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  return Math.min(4.5, Math.max(1, mos));
}
