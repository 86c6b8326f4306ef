/** Keeps what a function gives for an input, so that many rules can ask for the same view of it. */
export function perInput<Input extends object, Result>(view: (input: Input) => Result): (input: Input) => Result {
  const known = new WeakMap<Input, { readonly result: Result }>();
  return (input) => {
    let found = known.get(input);
    if (found === undefined) {
      found = { result: view(input) };
      known.set(input, found);
    }
    return found.result;
  };
}
