import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { sdkSlots } from '../../sdk-slots.ts';
import { typeRenames } from '../../type-names.ts';

export default defineDiffRule({
  id: 'sdk/type-name-changed',
  summary: 'the types of generated clients keep their names',
  help: 'Keep the title and the name of the definition: generators call types by them, and code that names the type does not compile any more. What is sent is the same.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['sdk'],
  category: 'sdk',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'the opposite change is another of the same kind' },
  example: { fails: 'title: Member, and now title: Person', passes: 'title stays Member' },
  *check(input) {
    for (const slot of sdkSlots(input))
      for (const { pointer, before, after } of typeRenames(slot.baseline, slot.current))
        yield {
          subject: slot.subject,
          part: `${slot.part} ${pointer}`,
          message: `a type in the ${slot.part} of ${slot.subject.identity} is called ${words(after)} now, and was called ${words(before)}`,
          location: slot.locate(),
          before: before ?? null,
          after: after ?? null,
          stability: slot.stability,
        };
  },
});

function words(name: string | undefined): string {
  return name === undefined ? 'nothing' : quote(name);
}
