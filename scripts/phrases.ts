/**
 * Sentences that everybody is shown as an example of a passphrase, of a font or of a keyboard, so that whoever guesses begins with them.
 * No list of stolen passwords that may be given on holds them.
 */
export const phrases: readonly string[] = [
  // xkcd 936, of 2011, and the one beside it.
  'correct horse battery staple',
  // Every letter of the alphabet, as font samples and typing schools have them.
  'the quick brown fox jumps over the lazy dog',
  'the quick brown fox jumped over the lazy dog',
  'pack my box with five dozen liquor jugs',
  'sphinx of black quartz judge my vow',
  'waltz bad nymph for quick jigs vex',
  'jackdaws love my big sphinx of quartz',
  'Franz jagt im komplett verwahrlosten Taxi quer durch Bayern',
  'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich',
  'portez ce vieux whisky au juge blond qui fume',
  'el veloz murciélago hindú comía feliz cardillo y kiwi',
  "pa's wijze lynx bezag vroom het fikse aquaduct",
  'iro ha nihoheto chirinuru wo wa ka yo tare so tsune naramu',
  // Typing lessons and blind text.
  'now is the time for all good men to come to the aid of the party',
  'now is the time for all good men to come to the aid of their country',
  'lorem ipsum dolor sit amet consectetur adipiscing elit',
]
