// Writes the lessons of the pit wall as pages to read:  node docs/drills/write.mjs
// One source for both: BoxBox.PaddockGateway/wwwroot/js/drills/lessons. A test sees to it that these pages are as the lessons say.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LESSONS } from '../../BoxBox.PaddockGateway/wwwroot/js/drills/lessons/all.js';

const two = number => String(number).padStart(2, '0');

export const fileOf = lesson => `${two(lesson.number)}-${lesson.slug}.md`;

export function pageOf(lesson) {
  const neighbours = [lesson.number - 1, lesson.number + 1].map(number => LESSONS.find(other => other.number === number));
  return `${[
    `# Drill ${lesson.number}: ${lesson.title}`,
    `*${lesson.pattern}*`,
    lesson.story,
    lesson.outside, lesson.warning && `**${lesson.warning}**`,
    '## Predict first', lesson.question,
    lesson.choices.map((choice, index) => `${'abc'[index]}. ${choice}`).join('  \n'),
    '## Do it',
    `\`./run --learn\`, open the link that it prints, and go to drill ${lesson.number}: it will ${lesson.does.replace('begin to watch; then', 'begin to watch, and you')}.${lesson.acts.some(act => act.to) ? ' By hand it is' : ''}`,
    byHand(lesson),
    '## Watch',
    lesson.watch.map((condition, index) => `${index + 1}. ${condition.text}`).join('\n'),
    lesson.holds.length > 0 && `And at the end:\n\n${lesson.holds.map(condition => `- ${condition.text}`).join('\n')}`,
    `The page gives it ${lesson.patience} s, ticks each by itself, and says at the end whether all of it was seen.`,
    '## What happened, and why',
    `<details><summary>Open it when you have seen it</summary>\n\n**${'abc'[lesson.right]}.** ${lesson.choices[lesson.right]}.\n\n${lesson.explain.join('\n\n')}\n\n</details>`,
    `Where: ${lesson.files.map(([path, what]) => `[\`${path}\`](../../${path}) (${what})`).join(', ')}.`,
    `**To go on with:** ${lesson.next}`,
    `${neighbours.map((other, index) => other && `[${index === 0 ? '← ' : ''}${other.title}${index === 1 ? ' →' : ''}](${fileOf(other)})`).filter(Boolean).join(' · ')} · [all drills](../drills.md)`,
  ].filter(Boolean).join('\n\n')}\n`;
}

function byHand(lesson) {
  const calls = [...lesson.acts, ...lesson.more ?? []].filter(act => act.to);
  if (calls.length === 0) return undefined;
  const lines = calls.map(act => `curl -X ${act.add || act.body.cue ? 'POST' : 'PUT'} ${act.one ? `"$drills/${act.to}?instance=$one"` : `$drills/${act.to}`} -H "$key" -H 'Content-Type: application/json' -d '${JSON.stringify(act.body)}'`);
  const one = calls.find(act => act.one);
  const which = one ? [`one=$(curl -s http://localhost:8080/v1/crew | jq -r '[.[] | select(.role == "${one.to}" and .state != "gone")][0].instance')`] : [];
  return ['```bash', "drills=http://localhost:8080/v1/drills; key='Authorization: Bearer THE-KEY-OF-THE-LINK'", ...which, ...lines, '```'].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const lesson of LESSONS) writeFileSync(new URL(fileOf(lesson), import.meta.url), pageOf(lesson));
