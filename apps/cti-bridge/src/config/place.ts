import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { err, type Result } from '@hotline/domain/result';
import { nearest } from './explain.ts';
import { placeFile, type PlaceFile } from './place-schema.ts';
import type { ConfigProblem } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { noSuch, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';

/** The place that `tickets.place` names, from `placesFolder`. `folder`, `hotlineName`: of the configuration file. */
export function readPlace(
  folder: string,
  hotlineName: string,
  hotline: HotlineFile,
): Result<PlaceFile, ConfigProblem[]> {
  const { place } = hotline.tickets;
  const places = resolve(folder, hotline.placesFolder);
  const path = join(places, `${place}.yaml`);
  if (existsSync(path)) return readYaml(path, placeFile, (file) => checkPlace(file, hotline));
  const known = namesIn(places);
  const near = nearest(place, known);
  return err([
    {
      file: hotlineName,
      line: null,
      column: null,
      path: 'tickets.place',
      zh: `没有时限规则“${place}”；placesFolder 里有：${known.join('、')}${near === null ? '' : `。是不是“${near}”？`}`,
      en: `no place "${place}"; placesFolder has ${known.join(', ')}${near === null ? '' : `. Did you mean "${near}"?`}`,
    },
  ]);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -'.yaml'.length))
      .toSorted();
  } catch {
    return [];
  }
}

/** A misspelt kind or urgency would never fit, and the next limit would count in its place. */
function checkPlace(
  { handling }: PlaceFile,
  { ticketKinds, urgencies }: HotlineFile,
): ReferenceProblem[] {
  const kinds = ticketKinds.map(({ id }) => id);
  const ways = urgencies.map(({ id }) => id);
  return handling.flatMap(({ kind, urgency }, at): ReferenceProblem[] => [
    ...(kind === null || kinds.includes(kind)
      ? []
      : [{ path: ['handling', at, 'kind'], words: noSuch('kind', kind, kinds) }]),
    ...(urgency === null || ways.includes(urgency)
      ? []
      : [{ path: ['handling', at, 'urgency'], words: noSuch('urgency', urgency, ways) }]),
  ]);
}
