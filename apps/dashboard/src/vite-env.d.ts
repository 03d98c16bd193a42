declare module "conformer-tables.json?url" {
  const url: string;
  export default url;
}
