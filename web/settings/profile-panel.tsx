"use client";
import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { signOut } from "@/auth/sign-out.ts";
import { told } from "@/library/use-library-actions.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Segmented } from "@/ui/choice.tsx";
import { TextField } from "@/ui/field.tsx";
import { useTheme } from "@/ui/theme-switch.tsx";
import { toast } from "@/ui/toast.tsx";
import { AccountPanels } from "./account-panels.tsx";
import { Panel } from "./settings-frame.tsx";

const t = text.settings;

export function ProfilePanel() {
  const [theme, choose] = useTheme();
  return (
    <>
      <Panel title={t.profileTitle}>
        <Names />
      </Panel>
      <Panel title={t.appearance}>
        <Segmented
          label={t.appearance}
          value={theme}
          onChange={choose}
          options={[
            { value: "system", label: text.common.themeSystem },
            { value: "light", label: text.common.themeLight },
            { value: "dark", label: text.common.themeDark },
          ]}
        />
      </Panel>
      <Panel title={t.signOutTitle} body={t.signOutBody}>
        <Button icon={<LogOut aria-hidden className="size-4" />} onClick={() => void signOut()}>
          {text.common.signOut}
        </Button>
      </Panel>
      <AccountPanels />
    </>
  );
}

function Names() {
  const me = useQuery(api.users.me, {});
  const update = useMutation(api.users.update);
  const [name, setName] = useState<string | null>(null);
  const shown = name ?? me?.name ?? "";
  async function save(): Promise<void> {
    if (await told(update({ name: shown.trim() }))) {
      toast.success(t.saved);
      setName(null);
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="flex max-w-sm flex-col gap-4"
    >
      <TextField
        label={t.name}
        value={shown}
        maxLength={100}
        autoComplete="name"
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <Button type="submit" tone="primary" disabled={name === null || !shown.trim()}>
          {text.common.save}
        </Button>
      </div>
    </form>
  );
}
