/** Colour with meaning; each is the identity where colour is off. It only ever repeats what the words say. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  ok(text: string): string;
}
