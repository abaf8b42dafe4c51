CREATE TABLE "label_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"label_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "label_invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "label_members" (
	"label_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "label_members_label_id_user_id_pk" PRIMARY KEY("label_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "label_releases" (
	"label_id" text NOT NULL,
	"release_id" text NOT NULL,
	"title" text NOT NULL,
	"bundle" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_by" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "label_releases_label_id_release_id_pk" PRIMARY KEY("label_id","release_id")
);
--> statement-breakpoint
ALTER TABLE "label_invitations" ADD CONSTRAINT "label_invitations_label_id_user_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_members" ADD CONSTRAINT "label_members_label_id_user_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_members" ADD CONSTRAINT "label_members_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_releases" ADD CONSTRAINT "label_releases_label_id_user_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_releases" ADD CONSTRAINT "label_releases_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "label_invitations_label" ON "label_invitations" USING btree ("label_id");--> statement-breakpoint
CREATE INDEX "label_members_user" ON "label_members" USING btree ("user_id");