export {
  likeness,
  likenessOf,
  readMatter,
  type Likeness,
  type LikenessReason,
  type ReadMatter,
} from './likeness.ts';
export { pairsOfMatter, placeKey, termsOf, type Matter } from './terms.ts';
