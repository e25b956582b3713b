export {
  categoryPath,
  indexCategories,
  openTree,
  searchCategories,
  type Category,
  type CategoryIndex,
  type CategoryNode,
} from './category.ts';
export { emptyIntakeLists, intakeLists, type IntakeLists } from './intake-lists.ts';
export { locate } from './locate.ts';
export {
  abbreviationAt,
  nextGap,
  previousGap,
  putPhrase,
  searchPhrases,
  type Phrase,
  type Span,
} from './phrase.ts';
export {
  completePlaces,
  districtIn,
  indexPlaces,
  placeKinds,
  type Place,
  type PlaceCompletion,
  type PlaceIndex,
} from './place.ts';
