// What the installers of Windows and macOS promise: tauri.conf.json, read by the schema of the program that makes them.

import schema from "@tauri-apps/cli/config.schema.json";
import Ajv from "ajv";
import { expect, it } from "vitest";

import licence from "../../LICENSE?raw";
import config from "../../tauri.conf.json";

const { bundle } = config;

/** The schema knows every key: it refuses one that is misspelt. */
function faults(config: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, unknownFormats: "ignore", logger: false });
  return ajv.validate(schema, config)
    ? []
    : (ajv.errors ?? []).map((error) => `${error.dataPath} ${error.message}`);
}

it("is as the program that makes the installers reads it", () => {
  expect(faults(config)).toEqual([]);
  expect(faults({ ...config, bundle: { ...bundle, windows: { allowDowngrade: false } } })).not.toEqual([]);
});

it("fetches nothing while it is installed, and never goes back to an older version", () => {
  expect(bundle.windows.webviewInstallMode.type).toBe("offlineInstaller");
  expect(bundle.windows.allowDowngrades).toBe(false);
  expect(bundle).not.toHaveProperty("createUpdaterArtifacts");
});

it("asks nobody to agree to anything, which would stop an unattended installation", () => {
  expect(bundle).not.toHaveProperty("licenseFile");
});

it("makes an installer for a whole device and one for a person, and says whose it is", () => {
  expect(bundle.targets).toEqual(["msi", "nsis", "app", "dmg"]);
  expect(bundle.windows.nsis.installMode).toBe("currentUser");
  expect(bundle.publisher).toBe("The Doorstep developers");
  expect(bundle.license).toBe("MIT");
  expect(licence).toContain(bundle.copyright.replace("Copyright (c)", ""));
});

it("asks for the systems that the screens are built for, and for their addresses", () => {
  expect(bundle.macOS.minimumSystemVersion).toBe("13.0");
  expect(config.plugins["deep-link"].desktop.schemes).toEqual(["doorstep"]);
});

it("signs with nothing that is in the repository", () => {
  for (const secret of ["certificateThumbprint", "signCommand"])
    expect(bundle.windows).not.toHaveProperty(secret);
  expect(bundle.macOS).not.toHaveProperty("signingIdentity");
});
