export { likeness, type Likeness, type LikenessReason } from './likeness.ts';
export { pairsOfMatter, placeKey, termsOf, type Matter } from './terms.ts';
