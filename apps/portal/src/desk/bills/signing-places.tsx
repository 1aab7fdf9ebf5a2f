/** Where people sign, and where seals go: a line of places each. */
export const SigningPlaces = ({ rows }: { rows: readonly (readonly string[])[] }) => (
  <table className="signatures">
    <tbody>
      {rows.map((titles) => (
        <tr key={titles[0]}>
          {titles.map((title) => (
            <td key={title}>{title}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
