// A receiver that shares no code with the sender: the stock packages, as npm gives them.
//
//   node verify.mjs verify   stdin: [{secret, headers, body}]       stdout: [[who, refusal or null]]
//   node verify.mjs sign     stdin: [{secret, id, timestamp, body}] stdout: [[who, signature]]
import { readFileSync } from "node:fs";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const libraries = { standardwebhooks: Standard, svix: Svix };
const wishes = JSON.parse(readFileSync(0, "utf8"));

function verify(Library, { secret, headers, body }) {
  try {
    new Library(secret).verify(body, headers);
    return null;
  } catch (error) {
    return String(error.message);
  }
}

const sign = (Library, { secret, id, timestamp, body }) =>
  new Library(secret).sign(id, new Date(timestamp * 1000), body);

const work = { verify, sign }[process.argv[2]];
const answers = Object.entries(libraries).flatMap(([name, Library]) =>
  wishes.map((wish) => [name, work(Library, wish)]),
);
process.stdout.write(JSON.stringify(answers));
